"""The capture on disk: what a walk saved, written, read again, verified and redacted."""

from feelint.capture.read import CaptureReader, open_capture
from feelint.capture.store import CaptureWriter

__all__ = ["CaptureReader", "CaptureWriter", "open_capture"]
