"""What tests are made of: valid by default, so that a test says only what matters to it."""

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared" / "data"


def shared(path: str) -> Path:
    """Return a file or folder of the real data that lies beside the checkout, not in it."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"needs the real data: no {path} in shared/data beside the checkout")
    return found
