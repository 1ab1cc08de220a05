"""The thin Faust layer: it only moves messages. Nothing here reads Arabic.

Each module has `register(app, …)`; none imports `workers.app`.
"""
