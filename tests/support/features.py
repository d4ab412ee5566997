"""Where the features are: those that ship, or the folder or file named by FEATURES."""

import os
from pathlib import Path

from tests.support.tree import ROOT

SHIPPED = ROOT / "features"


def chosen_places() -> list[Path]:
    """Return the folders or files to run: FEATURES as one path, or as several between spaces; else those that ship."""
    named = os.environ.get("FEATURES", "").strip()
    if not named:
        return [SHIPPED]
    whole = _find(named)
    return [whole] if whole.exists() else [_find(place) for place in named.split()]


def _find(place: str) -> Path:
    """Return a path as it stands from where the run was started, else from the project's own folder."""
    path = Path(place)
    return path if path.is_absolute() or path.exists() else ROOT / path
