"""What a pair of ends looks like: words between and around, types, distance, the dependency path. All as short strings,
so that a weight can be read as a reason.

After the features of Mintz et al. (2009) and of Zhou et al. (2005).
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from kg.extract.pairs.ends import End

LONGEST = 40  # tokens between two ends; beyond it one pair in five hundred of KnowledgeNet is a fact
BUCKETS = (0, 1, 2, 3, 4, 6, 9, 14, 24)
WHOLE = 6  # tokens between that are also taken as one
DEEPEST = 8  # steps of a dependency path that are spelled out
OUTSIDE = "#"
CONTENT = ("NOUN", "PROPN", "VERB", "ADJ")
LIGHT = frozenset(["be", "have", "say", "tell"])  # they tell nothing of what two ends are to each other
CLAUSES = frozenset(
    """nsubj nsubjpass csubj dobj dative agent attr acomp oprd relcl acl advcl ccomp xcomp pcomp conj parataxis""".split()
)  # labels by which a path leaves the noun phrase
BLANK = "_"  # a word without blanks: tabs and line ends part the columns of the weights


class View:
    """A sentence as the features see it: words by token, ends put for their words."""

    def __init__(self, doc: Doc, start: int, end: int, ends: Sequence[End]) -> None:
        tokens = doc[start:end]
        self.start, self.ends = start, ends
        self.words = ["".join(t.lemma_.lower().split()) or BLANK for t in tokens]
        self.deps = [t.dep_ for t in tokens]
        self.heads = [t.head.i - start for t in tokens]
        self._telling = {w for w, t in zip(self.words, tokens, strict=True) if t.pos_ in CONTENT and w not in LIGHT}
        for e in ends:
            for i in range(e.start - start, e.end - start):
                self.words[i] = e.code
        self._children: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i and 0 <= head < len(self.words):
                self._children[head].append(i)
        self._chains: dict[int, list[int]] = {}

    def word(self, at: int) -> str:
        """The word of a token of the sentence, or the mark of its edge."""
        return self.words[at] if 0 <= at < len(self.words) else OUTSIDE

    def tells(self, feature: str) -> bool:
        """Is a word with a meaning of its own part of a feature?"""
        return not self._telling.isdisjoint(feature.split(" ")[1:])

    def joined(self, a: int, b: int) -> bool:
        """Do two tokens stand in one noun phrase, or is b part of what a is said to be (`X was an inspector of Y`)?"""
        path = self.path(a, b)
        if path is None:
            return False
        labels = [self.deps[t] for t in (*path[0], *path[2])]
        said = bool(path[0] and path[2]) and (self.deps[path[0][-1]], self.deps[path[2][0]]) == ("nsubj", "attr")
        return len(labels) <= DEEPEST and (said or CLAUSES.isdisjoint(labels))

    def children(self, at: int) -> list[int]:
        """The tokens that a token governs."""
        return self._children[at]

    def chain(self, at: int) -> list[int]:
        """A token and its governors, up to the root."""
        known = self._chains.get(at)
        if known is None:
            known = [at]
            while (head := self.heads[known[-1]]) != known[-1] and 0 <= head < len(self.words) and len(known) <= LONGEST:
                known.append(head)
            self._chains[at] = known
        return known

    def path(self, a: int, b: int) -> tuple[list[int], int, list[int]] | None:
        """(up from a, where both meet, down to b), the two ends included; None where they don't meet."""
        up, down = self.chain(a), self.chain(b)
        depth = {token: n for n, token in enumerate(down)}
        for n, token in enumerate(up):
            if token in depth:
                return up[:n], token, down[: depth[token]][::-1]
        return None


def features(view: View, subject: End, object_: End) -> list[str]:
    """The features of an ordered pair of ends of a sentence, none twice."""
    order = ">" if subject.start < object_.start else "<"
    types = f"{subject.code}{order}{object_.code}"
    found = {f"types {types}", f"finer {subject.type}{order}{object_.type}"}
    found.update(_between(view, *((subject, object_) if order == ">" else (object_, subject)), order, types))
    found.update(_path(view, subject, object_, types))
    return sorted(found)


def _between(view: View, first: End, second: End, order: str, types: str) -> list[str]:
    words = view.words[first.end - view.start : second.start - view.start]
    others = sum(first.end <= e.start < second.start for e in view.ends)
    bucket = next((n for n, most in enumerate(BUCKETS) if len(words) <= most), len(BUCKETS))
    found = [f"distance {order}{bucket}", f"distance {types}{bucket}", f"others {types}{min(others, 4)}"]
    if len(words) <= WHOLE:
        found.append(f"whole {types} {' '.join(words)}")
    if words:
        found += [f"opens {types} {words[0]}", f"closes {types} {words[-1]}"]
    for word in words:
        found += [f"word {order} {word}", f"word {types} {word}"]
    found += [f"two {order} {a} {b}" for a, b in zip(words, words[1:], strict=False)]
    before, after = first.start - view.start, second.end - view.start
    left, right = (view.word(before - 1), view.word(before - 2)), (view.word(after), view.word(after + 1))
    found += [f"before {types} {left[0]}", f"before2 {order} {left[1]} {left[0]}", f"before2 {types} {left[1]}"]
    return [*found, f"after {types} {right[0]}", f"after2 {order} {right[0]} {right[1]}", f"after2 {types} {right[1]}"]


def _path(view: View, subject: End, object_: End, types: str) -> list[str]:
    a, b = subject.head - view.start, object_.head - view.start
    path = view.path(a, b)
    if path is None:
        return ["path none"]
    up, top, down = path
    length = len(up) + len(down)
    found = [f"length {min(length, 9)}", f"top {types} {view.words[top]}"]
    if length <= DEEPEST:
        labels = "^".join(view.deps[t] for t in up) + "*" + "v".join(view.deps[t] for t in down)
        inner = [*up[1:], *([top] if top not in (a, b) else []), *down[:-1]]
        words = [view.words[t] for t in inner]
        found += [f"path {labels}", f"path {types} {labels}", f"via {' '.join(words)}", f"via {types} {' '.join(words)}"]
        found += [f"path {labels} {' '.join(words)}"]
        found += [f"on {types} {w}" for w in words] + [f"on {w}" for w in words]
    ends = f"{view.deps[up[-1]] if up else 'self'}*{view.deps[down[0]] if down else 'self'}"
    found.append(f"fork {view.words[top]} {ends}")
    return found + [f for name, t in (("s", a), ("o", b), ("t", top)) for f in _around(view, name, t, types)]


def _around(view: View, name: str, token: int, types: str) -> list[str]:
    """What hangs on a token, and what it hangs on: the apposition, the `wife` of `his wife`."""
    head = view.heads[token]
    above = view.word(head) if head != token else OUTSIDE
    label = view.deps[token]
    found = [f"{name} under {label} {above}", f"{name} under {types} {label} {above}"]
    return found + [f"{name} over {view.deps[c]} {view.words[c]}" for c in view.children(token)[:8]]
