"""A shop behind what staging sites stand behind: basic auth, a header, a cookie, TLS of its own making, a proxy."""

from __future__ import annotations

import base64
import datetime
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIServer, make_server

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from feelint.testing.papershop import PaperShop, Request, Response, redirect

TOKEN = "tk-4711-ABCDEFG"
PASSWORD = "swordfish-99"
Lock = Callable[[Request], bool]


def open_to(request: Request) -> bool:
    """Everybody."""
    return bool(request.path)


def with_token(request: Request) -> bool:
    """Who has the header."""
    return request.headers.get("x-token") == TOKEN


def with_cookie(request: Request) -> bool:
    """Who has the cookie."""
    return f"gate={TOKEN}" in request.headers.get("cookie", "")


def with_password(request: Request) -> bool:
    """Who knows the password."""
    pair = base64.b64encode(f"ada:{PASSWORD}".encode()).decode()
    return request.headers.get("authorization") == f"Basic {pair}"


class LockedShop(PaperShop):
    """Product, basket, details, review with order button; all of it behind ``lock``. It keeps what it was sent."""

    def __init__(self, lock: Lock = open_to) -> None:
        super().__init__()
        self.lock = lock
        self.seen: list[Request] = []
        self.route("/")(self._item)
        self.route("/style.css")(lambda _: Response("h1 { color: navy }", content_type="text/css"))
        self.route("/add", "POST")(lambda _: redirect("/hop"))
        self.route("/hop")(lambda _: redirect("/basket"))
        self.route("/basket")(lambda _: page("Your basket", f"{BILL}<a href=/checkout>Proceed to checkout</a>"))
        self.route("/checkout")(lambda _: page("Your details", DETAILS))
        self.route("/checkout", "POST")(lambda _: redirect("/review"))
        self.route("/review")(self._review)
        self.route("/place", "POST")(self._order)

    def _answer(self, request: Request) -> Response:
        self.seen.append(request)
        if not self.lock(request):
            return Response(
                "<h1>Members only</h1>", "401 Unauthorized", headers=[("WWW-Authenticate", 'Basic realm="s"')]
            )
        return super()._answer(request)

    def _item(self, request: Request) -> str:
        told = f"<p class=debug>{request.headers.get('x-token', '')}</p>"
        form = "<form method=post action=/add><button>Add to basket</button></form>"
        return page("Walnut tray", f"<p>Walnut tray <b>$40.00</b></p>{form}{told}<a href='?t={TOKEN}'>Share</a>")

    def _review(self, _: Request) -> str:
        form = "<form method=post action=/place><button>Place order and pay</button></form>"
        return page("Review your order", f"<p class=who>Ada Lovelace, 12 Secret Lane</p>{BILL}{form}")

    def _order(self, _: Request) -> str:
        self.ordered()
        return page("Thank you", "")


BILL = (
    "<table><tr><td>Walnut tray</td><td>$40.00</td></tr><tr><td>Shipping</td><td>$5.00</td></tr>"
    "<tr><td>Total</td><td>$45.00</td></tr></table>"
)
DETAILS = "<form method=post action=/checkout>{}<button>Continue</button></form>".format(
    "".join(
        f"<p><label for={name}>{label}</label><input id={name} name={name} required></p>"
        for name, label in (
            ("email", "E-mail address"), ("first", "First name"), ("last", "Last name"), ("street", "Street address"),
            ("zip", "ZIP code"), ("city", "City"),
        )
    )
)  # fmt: skip


def page(heading: str, body: str) -> str:
    """A page of the shop."""
    return (
        f"<!doctype html><html lang=en><title>{heading}</title><link rel=stylesheet href=/style.css>"
        f"<h1>{heading}</h1>{body}</html>"
    )


def self_signed(folder: Path, *names: str) -> Path:
    """A certificate of nobody for loopback and ``names``, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "staging")])
    now = datetime.datetime.now(datetime.UTC)
    alternatives = [x509.IPAddress(ip_address("127.0.0.1")), *(x509.DNSName(name) for name in names)]
    made = (
        x509.CertificateBuilder().subject_name(who).issuer_name(who).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(alternatives), critical=False).sign(key, hashes.SHA256())
    )  # fmt: skip
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path = folder / "staging.pem"
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@contextmanager
def _serving(server: Any) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


class _TlsServer(ThreadingHTTPServer, WSGIServer):
    daemon_threads = True
    context: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        """The handshake happens in the connection's own thread: one that hangs holds up nobody."""
        with self.context.wrap_socket(request, server_side=True) as wrapped:
            super().finish_request(wrapped, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that does not like the certificate is no news."""


@contextmanager
def serve_tls(app: Callable[..., Iterable[bytes]], certificate: Path) -> Iterator[int]:
    """Serves ``app`` by TLS on loopback and gives the port."""
    server = make_server("127.0.0.1", 0, app, server_class=_TlsServer, handler_class=_quiet())
    server.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.context.load_cert_chain(certificate)
    with _serving(server) as port:
        yield port


def _quiet() -> Any:
    from wsgiref.simple_server import WSGIRequestHandler

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    return Quiet


@contextmanager
def proxy(password: str = "") -> Iterator[tuple[int, list[str]]]:
    """A proxy for plain HTTP on loopback: its port, and what went through it."""
    passed: list[str] = []
    wanted = f"Basic {base64.b64encode(f'ada:{password}'.encode()).decode()}" if password else None

    class Handler(BaseHTTPRequestHandler):
        def _pass(self) -> None:
            if wanted and self.headers.get("proxy-authorization") != wanted:
                self.send_response(407)
                self.send_header("Proxy-Authenticate", 'Basic realm="p"')
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            passed.append(f"{self.command} {self.path}")
            parts = urlsplit(self.path)
            onward = HTTPConnection("127.0.0.1", parts.port or 80)
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {k: v for k, v in self.headers.items() if not k.lower().startswith("proxy-")}
            onward.request(self.command, f"{parts.path}?{parts.query}".rstrip("?"), body, headers)
            answer = onward.getresponse()
            data = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("server", "date", "connection", "transfer-encoding"):
                    self.send_header(name, value)
            self.end_headers()
            self.wfile.write(data)
            onward.close()

        do_GET = do_POST = _pass

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    with _serving(server) as port:
        yield port, passed
