"""Time stamps by a local authority, and signatures: they hold, and they stop holding with one changed byte."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from feelint.__main__ import run as feelint
from feelint.capture.evidence import verify
from tests.capture.made_captures import run

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""
PEM = serialization.Encoding.PEM


def name(common: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])


def authority(folder: Path) -> None:
    """A root, and a certificate for time stamps under it, as files in ``folder``."""
    now = datetime.now(UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())

    def builder(subject: str, public: Any) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(name(subject)).issuer_name(name("Root")).public_key(public)
        made = made.serial_number(x509.random_serial_number())
        return made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))

    root = builder("Root", root_key.public_key()).add_extension(x509.BasicConstraints(True, None), True)
    use = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    leaf = builder("Stamps", key.public_key()).add_extension(use, critical=True)
    (folder / "root.pem").write_bytes(root.sign(root_key, hashes.SHA256()).public_bytes(PEM))
    (folder / "tsa.pem").write_bytes(leaf.sign(root_key, hashes.SHA256()).public_bytes(PEM))
    form = serialization.PrivateFormat.PKCS8
    (folder / "tsa.key").write_bytes(key.private_bytes(PEM, form, serialization.NoEncryption()))
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))


@pytest.fixture(scope="module")
def tsa(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A time-stamping authority on this machine: its address and its folder. It counts what it is sent."""
    folder = tmp_path_factory.mktemp("tsa")
    authority(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            (folder / "query.tsq").write_bytes(asked)
            command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "query.tsq", "-signer", "tsa.pem"]
            command += ["-inkey", "tsa.key", "-out", "answer.tsr"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"nonsense" if self.path == "/broken" else (folder / "answer.tsr").read_bytes())

        def log_message(self, format: str, *args: Any) -> None:
            """Says nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", folder
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_time_stamp_holds_until_a_byte_is_changed(
    tsa: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url, folder = tsa
    evidence = run(tmp_path / "run")
    assert feelint(["capture", "stamp", str(evidence), "--url", url]) == 0
    assert b"report" not in (folder / "query.tsq").read_bytes()
    assert len((folder / "query.tsq").read_bytes()) < 100
    assert feelint(["capture", "verify", str(evidence), "--tsa-cert", str(folder / "root.pem")]) == 0
    assert f"stamped at {datetime.now(UTC):%Y-%m-%d}" in capsys.readouterr().out
    assert "not checked: give --tsa-cert" in verify(evidence).notes[0]
    assert feelint(["capture", "pack", str(evidence), "--out", str(tmp_path / "p.zip")]) == 0
    roots = (folder / "root.pem").read_bytes()
    assert verify(tmp_path / "p.zip", tsa=roots).intact
    other = tmp_path / "other"
    other.mkdir()
    authority(other)
    problems = verify(evidence, tsa=(other / "root.pem").read_bytes()).problems
    assert [(one.file, one.what) for one in problems] == [("evidence.json.tsr", "changed")]
    stamp = evidence / "evidence.json.tsr"
    whole = stamp.read_bytes()
    stamp.write_bytes(whole[:-5] + bytes([whole[-5] ^ 1]) + whole[-4:])
    assert [one.file for one in verify(evidence, tsa=roots).problems] == ["evidence.json.tsr"]
    stamp.write_bytes(whole)
    page = evidence / "evidence.json"
    page.write_bytes(page.read_bytes().replace(b"2026-03-02", b"2026-03-01", 1))
    assert {one.file for one in verify(evidence, tsa=roots).problems} == {"evidence.json", "evidence.json.tsr"}
    stamp.unlink()
    assert ("evidence.json.tsr", "missing") in {(one.file, one.what) for one in verify(evidence, tsa=roots).problems}


def test_an_authority_that_does_not_answer_or_talks_nonsense(
    tsa: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = run(tmp_path / "run")
    for url, words in ((f"{tsa[0]}/broken", "not answer with a time stamp"), ("http://127.0.0.1:9/", "did not answer")):
        assert feelint(["capture", "stamp", str(evidence), "--url", url]) == 2
        assert words in capsys.readouterr().err
    assert feelint(["capture", "stamp", str(evidence), "--url", "tsa.example"]) == 2
    assert "not the address" in capsys.readouterr().err
    assert not list(evidence.glob("*.tsr"))


KEYS: dict[str, Any] = {
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "ecdsa-sha256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "rsa-pss-sha256": lambda: rsa.generate_private_key(65537, 2048),
}


def write_key(folder: Path, key: Any, password: str = "") -> tuple[str, str]:
    """The files of a private key and of its public one."""
    secret = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    (folder / "key.pem").write_bytes(key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, secret))
    public = key.public_key().public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    (folder / "pub.pem").write_bytes(public)
    return str(folder / "key.pem"), str(folder / "pub.pem")


@pytest.mark.parametrize("kind", KEYS)
def test_a_signature_holds_until_a_byte_is_changed(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = run(tmp_path / "run")
    private, public = write_key(tmp_path, KEYS[kind]())
    assert feelint(["capture", "sign", str(evidence), "--key", private]) == 0
    assert feelint(["capture", "verify", str(evidence), "--key", public]) == 0
    assert kind in capsys.readouterr().out
    stranger = KEYS["ed25519"]().public_key()
    key = stranger.public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    assert [one.file for one in verify(evidence, key=key).problems] == ["evidence.json.sig"]
    page = evidence / "evidence.json"
    page.write_bytes(page.read_bytes() + b" ")
    found = verify(evidence, key=Path(public).read_bytes())
    assert {one.file for one in found.problems} == {"evidence.json", "evidence.json.sig"}
    assert feelint(["capture", "sign", str(evidence), "--key", private]) == 2
    assert "no evidence any more" in capsys.readouterr().err


def test_an_encrypted_key_needs_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = run(tmp_path / "run", seal=False) / "capture"
    private, public = write_key(tmp_path, KEYS["ed25519"](), "open sesame")
    monkeypatch.delenv("FEELINT_KEY_PASSWORD", raising=False)
    for password, code in (("", 2), ("wrong", 2), ("open sesame", 0)):
        if password:
            monkeypatch.setenv("FEELINT_KEY_PASSWORD", password)
        assert feelint(["capture", "sign", str(evidence), "--key", private]) == code
        assert "Traceback" not in capsys.readouterr().err
    assert verify(evidence, key=Path(public).read_bytes()).intact
    assert feelint(["capture", "verify", str(evidence), "--key", private]) == 2
    assert "public key" in capsys.readouterr().err
    assert feelint(["capture", "sign", str(evidence), "--key", public]) == 2


def test_without_the_extra_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = run(tmp_path / "run")
    private, _ = write_key(tmp_path, KEYS["ed25519"]())
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    assert feelint(["capture", "stamp", str(evidence), "--url", "http://127.0.0.1:9/"]) == 2
    assert "feelint[timestamp]" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "cryptography.hazmat.primitives", None)
    assert feelint(["capture", "sign", str(evidence), "--key", private]) == 2
    assert "feelint[sign]" in capsys.readouterr().err
