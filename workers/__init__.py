"""Rasid (راصد): Arabic news on Kafka, read as it is published."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("rasid")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0.0.0"
