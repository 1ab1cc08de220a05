"""/metrics, /health and /ready of one worker, served from a thread of its own.

A thread, so that the answers come also when the event loop is busy or stuck: that is when they
matter. prometheus-client's own WSGI application serves the metrics.
"""

import json
import threading
from collections.abc import Callable, Iterable
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app

from workers.errors import BadSettings

Check = Callable[[], tuple[bool, str]]


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a scrape every few seconds is no news."""


class Exposition:
    """The HTTP server; `port` is the one in use, also where 0 was asked for."""

    def __init__(
        self, registry: CollectorRegistry, health: Check, ready: Check, host: str, port: int
    ) -> None:
        metrics = make_wsgi_app(registry)

        def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
            path = environ["PATH_INFO"]
            if path in ("/health", "/ready"):
                good, why = (health if path == "/health" else ready)()
                body = json.dumps({"status": "ok" if good else "failing", "detail": why}).encode()
                start_response(
                    "200 OK" if good else "503 Service Unavailable", [("Content-Type", "application/json")]
                )
                return [body]
            if path in ("/metrics", "/"):
                answer: Iterable[bytes] = metrics(environ, start_response)
                return answer
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"try /metrics, /health or /ready\n"]

        try:
            self._server = make_server(host, port, application, server_class=_Server, handler_class=_Quiet)
        except OSError as error:
            raise BadSettings(
                f"metrics cannot be served on {host}:{port} ({error.strerror}): set RASID_METRICS_PORT to a "
                "free port, one per worker, or to 0 to take any"
            ) from None
        self.port: int = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, name="exposition", daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering and free the port."""
        self._server.shutdown()
        self._server.server_close()
