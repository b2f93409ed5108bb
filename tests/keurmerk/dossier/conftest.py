"""Every test of the dossier has a folder of its own for the files."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage


@pytest.fixture(autouse=True)
def own_files(tmp_path: Path) -> Iterator[None]:
    """A folder of one's own for the files."""
    before = default_storage._wrapped._location
    default_storage._wrapped._location = str(tmp_path)
    for name in ("base_location", "location"):
        default_storage._wrapped.__dict__.pop(name, None)
    yield
    default_storage._wrapped._location = before
    for name in ("base_location", "location"):
        default_storage._wrapped.__dict__.pop(name, None)
