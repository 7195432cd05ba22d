"""The files of a capture or a run: in a folder, or packed into one archive."""

from __future__ import annotations

import zipfile
import zlib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol

from feelint.errors import CaptureError

MAX_FILE = 64_000_000
MAX_FILES = 20_000
DISTRUST = "do not trust this capture"


class Files(Protocol):
    """Named bytes. Names are relative, with ``/``."""

    def names(self) -> tuple[str, ...]:
        """All names, in order."""

    def read(self, name: str) -> bytes:
        """The bytes of one. Raises :class:`FileNotFoundError`, or :class:`CaptureError` for what may not be read."""

    def below(self, folder: str) -> Files:
        """The files of a folder among them."""


@dataclass(frozen=True)
class FolderFiles:
    """Files of a folder; links that lead out of it are refused."""

    root: Path

    def names(self) -> tuple[str, ...]:
        """All names, in order."""
        found = (path for path in self.root.rglob("*") if path.is_symlink() or path.is_file())
        return tuple(sorted(path.relative_to(self.root).as_posix() for path in found))

    def read(self, name: str) -> bytes:
        """The bytes of one."""
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()):
            raise CaptureError(f"{name} lies outside the capture", hint=DISTRUST)
        return path.read_bytes()

    def below(self, folder: str) -> FolderFiles:
        """The files of a folder in it."""
        return FolderFiles(self.root / folder)


@dataclass(frozen=True)
class ZipFiles:
    """Files of an archive, below ``prefix`` in it (empty, or ending in ``/``); read in memory, never unpacked."""

    path: Path
    prefix: str = ""

    @cached_property
    def _infos(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(self.path) as archive:
                infos = [info for info in archive.infolist() if not info.is_dir()]
        except FileNotFoundError as error:
            raise CaptureError(f"{self.path}: no such file", hint="Check the path.") from error
        except (OSError, zipfile.BadZipFile, ValueError) as error:
            raise CaptureError(
                f"{self.path} is not a packed capture, or was cut short", hint="Pack it again."
            ) from error
        names = [info.filename for info in infos]
        if len(infos) > MAX_FILES or len(set(names)) != len(names) or not all(map(_safe, names)):
            raise CaptureError(f"{self.path} holds names that no pack has", hint=DISTRUST)
        below = {
            info.filename.removeprefix(self.prefix): info for info in infos if info.filename.startswith(self.prefix)
        }
        return dict(sorted(below.items()))

    def names(self) -> tuple[str, ...]:
        """All names, in order."""
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """The bytes of one."""
        if not _safe(name):
            raise CaptureError(f"{name} lies outside the capture", hint=DISTRUST)
        if name not in self._infos:
            raise FileNotFoundError(name)
        info = self._infos[name]
        if info.file_size > MAX_FILE:
            raise CaptureError(f"{name} is larger than {MAX_FILE} bytes", hint=DISTRUST)
        try:
            with zipfile.ZipFile(self.path) as archive:
                return archive.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            raise CaptureError(f"{name} is damaged in {self.path.name}", hint="Pack it again.") from error

    def below(self, folder: str) -> ZipFiles:
        """The files of a folder in it."""
        return ZipFiles(self.path, f"{self.prefix}{folder}/")


def files_at(path: Path) -> Files:
    """The files of a folder, or of an archive that ``feelint capture pack`` wrote."""
    if path.is_dir():
        return FolderFiles(path)
    if path.is_file() and path.suffix == ".zip":
        return ZipFiles(path)
    hint = "Give the folder that `feelint check` or `walk` wrote, or the .zip that `feelint capture pack` made of it."
    raise CaptureError(
        f"{path} is not a capture" if path.exists() else f"{path} is not a capture: no such file", hint=hint
    )


def _safe(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
