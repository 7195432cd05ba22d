"""The capture on disk: what a walk saved, written, read again, verified and redacted."""

from feelint.capture.read import CaptureReader, open_capture, open_captures
from feelint.capture.store import CaptureWriter

__all__ = ["CaptureReader", "CaptureWriter", "open_capture", "open_captures"]
