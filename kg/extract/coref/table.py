"""The mentions of an article as arrays of small numbers, one a property, so that all pairs are weighed at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.extract.coref.items import FAMILIES, Item

Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

CLASSES = ("i", "we", "you", "he", "she", "it", "they", "this", "the", "a", "that", "whose", "bare", "name", "demonym")
KINDS = ("pronoun", "nominal", "name", "demonym")
NUMBERS = ("single", "plural", "joined", "either")
BROAD = frozenset("Person Group Organization Place Event Work Entity Topic".split())
EMPTY_VERBS = frozenset("seem appear rain snow happen turn".split())
OBJECTS = frozenset("me us him her them".split())
STEPS = (0, 1, 2, 3, 4, 7, 13, 31)  # where the next bucket of a distance begins


def bucket(values: Ints) -> Ints:
    """0 to 7: the bucket of a distance."""
    found: Ints = (np.searchsorted(STEPS, values, side="right") - 1).astype(np.int32)
    return np.maximum(found, 0)


@dataclass(frozen=True)
class Table:
    """Columns by name, and the words that need comparing as sets."""

    columns: dict[str, Ints]
    heads: Ints
    texts: Ints
    words: tuple[frozenset[int], ...]
    last_word: Ints
    first_word: Ints

    def __getitem__(self, name: str) -> Ints:
        return self.columns[name]

    def __len__(self) -> int:
        return len(self.heads)


def make_table(items: Sequence[Item], sources: frozenset[int]) -> Table:
    """The table of an article; `sources` are the head tokens of those who are said to say something."""
    code = _Codes()
    words = tuple(frozenset(code(w) for w in i.words) for i in items)
    columns = {name: _ints(read(i) for i in items) for name, read in READERS.items()}
    columns["type"] = _ints(code("type:" + i.ref.type) for i in items)
    columns["special"] = _ints(i.stored and i.ref.type not in BROAD for i in items)
    columns["source"] = _ints(i.ref.head in sources for i in items)
    columns |= _openers(items)
    columns["verb"] = _ints(code(i.head.doc[i.clause].lemma_) for i in items)
    columns |= _names(items)
    columns["earlier"] = _earlier(items)
    return Table(
        columns,
        heads=_ints(code("head:" + i.lemma) for i in items),
        texts=_ints(code("text:" + " ".join(i.words)) for i in items),
        words=words,
        last_word=_ints(code(i.words[-1]) if i.words else -1 for i in items),
        first_word=_ints(code(i.words[0]) if i.words else -1 for i in items),
    )


class _Codes:
    """A number for each word."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def __call__(self, word: str) -> int:
        return self._known.setdefault(word, len(self._known))


def _ints(values: Iterable[int | bool]) -> Ints:
    return np.fromiter(values, dtype=np.int32)


def _kind(item: Item) -> int:
    return KINDS.index(item.kind)


READERS: dict[str, Callable[[Item], int]] = {
    "at": lambda i: i.at,
    "class": lambda i: CLASSES.index(i.word_class),
    "kind": _kind,
    "family": lambda i: FAMILIES.index(i.family),
    "number": lambda i: NUMBERS.index(i.number),
    "gender": lambda i: {"m": 1, "f": 2}.get(i.gender or "", 0),
    "animate": lambda i: {"person": 1, "thing": 2}.get(i.animate or "", 0),
    "role": lambda i: i.role,
    "clause": lambda i: i.clause,
    "sentence": lambda i: i.sentence,
    "line": lambda i: i.line,
    "head": lambda i: i.ref.head,
    "governor": lambda i: i.head.head.i,
    "start": lambda i: i.ref.start,
    "end": lambda i: i.ref.end,
    "speaker": lambda i: i.speaker,
    "addressee": lambda i: i.addressee,
    "name": lambda i: i.name,
    "stored": lambda i: i.stored,
    "empty": lambda i: _empty(i),
    "form": lambda i: _form(i),
    "after": lambda i: min(i.head.right_edge.i - i.ref.head, 4),
}


def _empty(item: Item) -> int:
    """Does an `it` stand for nothing (`it is likely that …`, `it seems`)? 0 to 3, the surer the higher."""
    if item.word_class not in ("it", "this") or item.role not in (0, 9):
        return 0
    verb = item.head.head
    if item.head.dep_ == "expl" or verb.lemma_ in EMPTY_VERBS:
        return 3
    clause = any(c.dep_ in ("ccomp", "csubj", "xcomp", "advcl") and c.i > verb.i for c in verb.children)
    if verb.lemma_ == "be" and any(c.dep_ == "acomp" for c in verb.children):
        return 2 if clause else 1
    return 2 if clause and verb.lemma_ == "be" else 0


def _form(item: Item) -> int:
    """Pronouns: subject, object, possessive, -self; noun phrases: the number of words before the noun."""
    if item.kind != "pronoun":
        return min(item.ref.head - item.ref.start, 7)
    word = item.text.lower()
    return 3 if word.endswith(("self", "selves")) else 2 if item.head.tag_ == "PRP$" else int(word in OBJECTS)


def _openers(items: Sequence[Item]) -> dict[str, Ints]:
    """Which mention is the first of its sentence, which the first subject."""
    seen: set[int] = set()
    seen_subject: set[int] = set()
    opener, subject = [], []
    for item in items:
        opener.append(item.sentence not in seen)
        seen.add(item.sentence)
        subject.append(item.role == 0 and item.sentence not in seen_subject)
        if item.role == 0:
            seen_subject.add(item.sentence)
    return {"opener": _ints(opener), "first_subject": _ints(subject)}


def _earlier(items: Sequence[Item]) -> Ints:
    """How many earlier noun phrases have the same noun (0 to 3), twice; and one more where one has the same words."""
    nouns: Counter[str] = Counter()
    texts: set[tuple[str, ...]] = set()
    found = []
    for item in items:
        if item.kind == "pronoun":
            found.append(0)
            continue
        found.append(2 * min(nouns[item.lemma], 3) + (item.words in texts))
        nouns[item.lemma] += 1
        texts.add(item.words)
    return _ints(found)


def _names(items: Sequence[Item]) -> dict[str, Ints]:
    """The number that each mention has as a speaker, the size of its name, whether it is the one named most."""
    sizes: dict[int, int] = {}
    first: dict[int, int] = {}
    for item in items:
        if item.name >= 0:
            sizes[item.name] = sizes.get(item.name, 0) + 1
            first.setdefault(item.name, item.at)
    people = {i.name: sizes[i.name] for i in items if i.name >= 0 and i.family == "Person"}
    most = min(people, key=lambda n: (-people[n], n)) if people else -2
    return {
        "voice": _ints((first[i.name] if i.name >= 0 else i.at) + 1 for i in items),
        "size": _ints(min(sizes.get(i.name, 0), 7) for i in items),
        "most": _ints(i.name == most for i in items),
    }
