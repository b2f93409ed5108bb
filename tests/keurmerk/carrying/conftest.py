"""No copies of the register from the test before."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache, caches


@pytest.fixture(autouse=True)
def no_copies(db: None) -> Iterator[None]:
    caches["copies"].clear()
    cache.clear()
    yield
    caches["copies"].clear()
