"""Paper shops: small shops served on loopback, for tests of feelint and of rules.

A paper shop is a WSGI application built on :class:`PaperShop`: routes, form data, a session per browser, and a count
of the orders that reached it. Tests assert that the count stays zero.
"""

from __future__ import annotations

import importlib.util
import json
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from socketserver import ThreadingMixIn
from types import ModuleType
from typing import Any
from urllib.parse import parse_qsl
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server
from wsgiref.types import StartResponse, WSGIEnvironment


@dataclass
class Request:
    """One request as a paper shop sees it; ``session`` is a dict that lives as long as the browser's cookie."""

    method: str
    path: str
    query: dict[str, str]
    form: dict[str, str]
    body: bytes
    headers: dict[str, str]
    session: dict[str, Any]
    params: dict[str, str] = field(default_factory=dict)

    def json(self) -> Any:
        """The body as JSON; an empty body is an empty object."""
        return json.loads(self.body or b"{}")


@dataclass
class Response:
    """What a route answers; a bare ``str`` from a route means an HTML page."""

    body: str | bytes = ""
    status: str = "200 OK"
    content_type: str = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)


def redirect(to: str, status: str = "303 See Other") -> Response:
    """A redirect to ``to``."""
    return Response(status=status, headers=[("Location", to)])


def json_response(data: Any, status: str = "200 OK") -> Response:
    """``data`` as a JSON answer."""
    return Response(json.dumps(data), status, "application/json")


Handler = Callable[[Request], Response | str]


class PaperShop:
    """A WSGI application with routes, sessions and an order counter.

    ``orders`` counts the requests that would have placed an order: the shop's order handler calls :meth:`ordered`.
    ``requests`` lists every request line, for tests that ask what a walk did.
    """

    def __init__(self) -> None:
        self.orders = 0
        self.requests: list[str] = []
        self._routes: list[tuple[str, re.Pattern[str], Handler]] = []
        self._sessions: dict[str, dict[str, Any]] = {}
        self._lock = threading.Lock()

    def route(self, path: str, methods: str = "GET") -> Callable[[Handler], Handler]:
        """Registers a handler; ``{name}`` in ``path`` matches one segment and lands in ``request.params``."""
        pattern = re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(path)) + r"\Z")

        def register(handler: Handler) -> Handler:
            self._routes.extend((method, pattern, handler) for method in methods.split())
            return handler

        return register

    def ordered(self) -> None:
        """Counts an order; called by the handler that would place it, whatever the method or path."""
        with self._lock:
            self.orders += 1

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        request, fresh = self._request(environ)
        with self._lock:
            self.requests.append(f"{request.method} {request.path}")
        response = self._answer(request)
        body = response.body.encode() if isinstance(response.body, str) else response.body
        headers = [("Content-Type", response.content_type), ("Content-Length", str(len(body))), *response.headers]
        if fresh:
            headers.append(("Set-Cookie", f"sid={fresh}; Path=/; SameSite=Lax"))
        start_response(response.status, headers)
        return [body]

    def _answer(self, request: Request) -> Response:
        for method, pattern, handler in self._routes:
            if method == request.method and (match := pattern.match(request.path)):
                request.params = match.groupdict()
                answer = handler(request)
                return Response(answer) if isinstance(answer, str) else answer
        return Response("<!doctype html><title>Not found</title><h1>404</h1>", "404 Not Found")

    def _request(self, environ: WSGIEnvironment) -> tuple[Request, str]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        form: dict[str, str] = {}
        if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            form = dict(parse_qsl(body.decode(), keep_blank_values=True))
        cookie = SimpleCookie(environ.get("HTTP_COOKIE", ""))
        sid = cookie["sid"].value if "sid" in cookie else ""
        fresh = ""
        with self._lock:
            if sid not in self._sessions:
                sid = fresh = secrets.token_hex(8)
                self._sessions[sid] = {}
            session = self._sessions[sid]
        headers = {k[5:].replace("_", "-").lower(): v for k, v in environ.items() if k.startswith("HTTP_")}
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode()
        query = dict(parse_qsl(environ.get("QUERY_STRING", ""), keep_blank_values=True))
        return Request(environ["REQUEST_METHOD"], path, query, form, body, headers, session), fresh


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle of an answer is no news."""


class _QuietHandler(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Paper shops do not log."""


@contextmanager
def serve(app: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]], port: int = 0) -> Iterator[str]:
    """Serves ``app`` on loopback while the block runs and gives its base URL, such as ``http://127.0.0.1:40123``."""
    server = make_server("127.0.0.1", port, app, server_class=_Server, handler_class=_QuietHandler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def load_shop(folder: Path) -> ModuleType:
    """Loads ``folder/shop.py``; it has ``make(scenario: str) -> PaperShop``."""
    spec = importlib.util.spec_from_file_location(f"paper_shop_{folder.name}", folder / "shop.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "shop.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def load_truth(folder: Path) -> list[dict[str, Any]]:
    """The scenarios of ``folder/truth.json``."""
    return list(json.loads((folder / "truth.json").read_text()))
