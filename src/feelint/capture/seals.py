"""Time stamps (RFC 3161) and signatures over a manifest: since when, and by whom. Extras ``timestamp`` and ``sign``."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from feelint.errors import CaptureError, UsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

STAMP, SIGNATURE = ".tsr", ".sig"


@contextmanager
def _needs(extra: str) -> Iterator[None]:
    try:
        yield
    except ImportError as error:
        raise UsageError(f"this needs feelint[{extra}]", hint=f"pip install 'feelint[{extra}]'") from error


def stamped(data: bytes, send: Callable[[bytes], bytes]) -> bytes:
    """A time stamp over ``data``: ``send`` hands the request, which holds only a hash, to an authority."""
    with _needs("timestamp"):
        from rfc3161_client import HashAlgorithm, PKIStatus, TimestampRequestBuilder, decode_timestamp_response

    request = TimestampRequestBuilder().data(data).hash_algorithm(HashAlgorithm.SHA256).build()
    answer = send(request.as_bytes())
    hint = "Check the address of the time-stamping authority."
    try:
        response = decode_timestamp_response(answer)
    except ValueError as error:
        raise UsageError("the authority did not answer with a time stamp", hint=hint) from error
    if response.status != PKIStatus.GRANTED:
        why = "; ".join(response.status_string) or f"status {response.status}"
        raise UsageError(f"the authority refused the time stamp: {why}", hint=hint)
    info = response.tst_info
    if info.nonce != request.nonce or info.message_imprint.message != request.message_imprint.message:
        raise UsageError("the authority stamped something else", hint="Do not trust this authority.")
    return answer


def check_stamp(data: bytes, stamp: bytes, roots: bytes) -> datetime:
    """When ``data`` was stamped by an authority that the PEM certificates ``roots`` vouch for.

    Raises :class:`CaptureError` where the stamp is of something else, or by somebody else.
    """
    with _needs("timestamp"):
        from cryptography import x509
        from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        trusted = x509.load_pem_x509_certificates(roots)
    except ValueError as error:
        raise UsageError(
            "no certificate in the file for --tsa-cert", hint="Give the authority's root as PEM."
        ) from error
    try:
        response = decode_timestamp_response(stamp)
        VerifierBuilder(roots=trusted).build().verify_message(response, data)
        return response.tst_info.gen_time
    except (VerificationError, ValueError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise CaptureError(f"the time stamp does not hold: {first}", hint="Ask for the original.") from error


def signed(data: bytes, key: bytes, password: str = "") -> bytes:
    """A signature over ``data`` by a private key in PEM (Ed25519, EC or RSA), as it is kept in a file."""
    with _needs("sign"):
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    try:
        private = serialization.load_pem_private_key(key, password.encode() if password else None)
    except TypeError as error:
        hint = "Set FEELINT_KEY_PASSWORD to its password, or unset it where there is none."
        raise UsageError("the key is encrypted, or is not although a password is set", hint=hint) from error
    except ValueError as error:
        raise UsageError("no private key, or a wrong password", hint="Give a private key as PEM.") from error
    if isinstance(private, ed25519.Ed25519PrivateKey):
        word, made = "ed25519", private.sign(data)
    elif isinstance(private, ec.EllipticCurvePrivateKey):
        word, made = "ecdsa-sha256", private.sign(data, ec.ECDSA(hashes.SHA256()))
    elif isinstance(private, rsa.RSAPrivateKey):
        scheme = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
        word, made = "rsa-pss-sha256", private.sign(data, scheme, hashes.SHA256())
    else:
        raise UsageError("this kind of key cannot sign", hint="Give an Ed25519, EC or RSA key.")
    told = {"schema_version": 1, "algorithm": word, "signature": base64.b64encode(made).decode()}
    return (json.dumps(told, indent=1) + "\n").encode()


def check_signature(data: bytes, signature: bytes, key: bytes) -> str:
    """The algorithm of a signature over ``data`` that holds for a public key or certificate in PEM.

    Raises :class:`CaptureError` where it does not hold.
    """
    with _needs("sign"):
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

    public = _public(key)
    try:
        told = json.loads(signature)
        word, made = str(told["algorithm"]), base64.b64decode(told["signature"], validate=True)
    except (ValueError, KeyError, TypeError) as error:
        raise CaptureError("the signature is damaged", hint="Ask for the original.") from error
    try:
        if isinstance(public, ed25519.Ed25519PublicKey) and word == "ed25519":
            public.verify(made, data)
        elif isinstance(public, ec.EllipticCurvePublicKey) and word == "ecdsa-sha256":
            public.verify(made, data, ec.ECDSA(hashes.SHA256()))
        elif isinstance(public, rsa.RSAPublicKey) and word == "rsa-pss-sha256":
            scheme = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.MAX_LENGTH)
            public.verify(made, data, scheme, hashes.SHA256())
        else:
            raise CaptureError(f"the signature is {word}, the key is of another kind", hint="Give the signer's key.")
    except InvalidSignature as error:
        hint = "What was signed has been changed, or somebody else signed it."
        raise CaptureError("the signature does not hold", hint=hint) from error
    return word


def _public(key: bytes) -> PublicKeyTypes:
    from cryptography import x509
    from cryptography.hazmat.primitives import serialization

    try:
        if b"BEGIN CERTIFICATE" in key:
            return x509.load_pem_x509_certificate(key).public_key()
        return serialization.load_pem_public_key(key)
    except ValueError as error:
        raise UsageError(
            "no public key in the file for --key", hint="Give a public key or certificate as PEM."
        ) from error
