"""What may hold back the acts on asking for the mark, and the adviser's answer. See `conditions` for what a rule is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

RULES: Mapping[str, tuple[Callable[[Any], Iterable[str]], ...]] = {}
