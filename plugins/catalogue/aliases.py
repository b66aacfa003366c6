"""YAML in which a few aliases (`*name`) stand for enormous data is refused before anything walks through it."""

from __future__ import annotations

from typing import Any

import yaml

LARGEST = 10_000
"""Keys and values in the front matter of an article; few have a hundred."""


def refuse_swollen(node: Any) -> None:
    """Raise `ValueError` for YAML that a few aliases make enormous, or that holds itself."""
    if node is not None and size_of(node, {}) > LARGEST:
        raise ValueError("too much is repeated by aliases (*)")


def size_of(node: Any, sizes: dict[int, int]) -> int:
    """Nodes in a YAML node with its aliases written out; `LARGEST` for one inside itself."""
    if id(node) not in sizes:
        sizes[id(node)] = LARGEST
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        parts = [part for pair in pairs for part in pair] or (node.value if isinstance(node, yaml.SequenceNode) else [])
        sizes[id(node)] = 1 + sum(size_of(part, sizes) for part in parts)
    return sizes[id(node)]
