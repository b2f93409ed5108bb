"""The fixtures that selfeval's tests have, for the benches too."""

from tests.selfeval.conftest import opened

__all__ = ["opened"]
