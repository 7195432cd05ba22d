"""Rule modules. In a wheel they lie beside this file; in a checkout in <repo>/rules."""

from pathlib import Path as _Path

_repo = _Path(__file__).resolve().parents[3]
if (_repo / "pyproject.toml").is_file() and (_repo / "rules").is_dir():
    __path__.append(str(_repo / "rules"))
