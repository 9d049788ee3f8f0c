"""Sets of things that are the same, with pairs that may never meet, not even through a chain."""

from __future__ import annotations

from collections.abc import Iterable


class Clusters:
    """Union-find with vetoes: `join` refuses where any member of one side is kept apart from any of the other."""

    def __init__(self, items: Iterable[str]) -> None:
        self._parent = {item: item for item in items}
        self._apart: dict[str, set[str]] = {}

    def __contains__(self, item: str) -> bool:
        return item in self._parent

    def root(self, item: str) -> str:
        """The member that stands for an item's cluster."""
        path = []
        while self._parent[item] != item:
            path.append(item)
            item = self._parent[item]
        for step in path:
            self._parent[step] = item
        return item

    def keep_apart(self, left: str, right: str) -> None:
        """From now on these two stay in different clusters; without effect where they are in one already."""
        a, b = self.root(left), self.root(right)
        if a == b:
            return
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)

    def join(self, left: str, right: str) -> bool:
        """Makes two clusters one; False where they are kept apart. The lesser root stays, whatever the order of joins."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        self._parent[b] = a
        for other in self._apart.pop(b, ()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart.setdefault(a, set()).add(other)
        return True

    def groups(self) -> dict[str, list[str]]:
        """{root: sorted members}."""
        found: dict[str, list[str]] = {}
        for item in sorted(self._parent):
            found.setdefault(self.root(item), []).append(item)
        return found
