"""The text of a page that was saved in some encoding."""

from __future__ import annotations

from bs4.dammit import EncodingDetector


def decoded(data: bytes) -> str:
    """HTML as text: by its byte order mark, else as UTF-8, else as its markup declares, else as Windows-1252.

    The last is what the HTML standard takes where nothing is declared; bytes that fit nothing become U+FFFD.
    """
    body: bytes
    mark: str | None
    body, mark = EncodingDetector.strip_byte_order_mark(data)
    declared: str | None = EncodingDetector.find_declared_encoding(body, is_html=True)
    for encoding in filter(None, (mark, "utf-8", declared, "cp1252")):
        try:
            return body.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", "replace")
