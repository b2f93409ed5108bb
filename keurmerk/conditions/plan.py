"""What may hold back the acts on the plan of approach. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {}
