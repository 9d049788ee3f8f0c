"""Whether two names can be one person's: given names, initials, middle names, short forms, Jr. and Sr."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.gazetteer import Gazetteer
from kg.names import SUFFIXES, fold, person_parts, sound_key

SAME, SPELLING, SHORT, INITIAL, MIDDLE = 0.95, 0.9, 0.75, 0.7, 0.65
CROWDED = 400  # names of one surname past which only those that begin alike are compared


@dataclass(frozen=True, slots=True, order=True)
class PersonName:
    """Given names, folded, in their order; the surname's sound key; `jr`, `sr`, `iii` or nothing."""

    given: tuple[str, ...]
    surname: str
    suffix: str = ""


def read_name(text: str) -> PersonName:
    """The parts of a name without its titles. Letters and digits aside, nothing is a name without a surname."""
    given, surname = person_parts(text)
    last = fold(text).split()[-1:]
    return PersonName(given, sound_key(surname), last[0] if last and last[0] in SUFFIXES and given else "")


class Matcher:
    """Compares names with what the gazetteer knows of given names."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def likeness(self, left: PersonName, right: PersonName) -> float:
        """How surely two full names of one surname are one person's (0 to 1); 0 where they contradict one another.

        `George W.` and `George H. W.` differ in their second name, `J. R.` and `John` in nothing.
        """
        if left.suffix and right.suffix and left.suffix != right.suffix:
            return 0.0
        longer, shorter = sorted((left.given, right.given), key=lambda g: (-len(g), g))
        first = self._given(longer[0], shorter[0])
        if first:
            rest = [self._given(a, b) for a, b in zip(longer[1:], shorter[1:], strict=False)]
            return min([first, *rest]) if all(rest) else 0.0
        if len(longer) > len(shorter) and self._given(longer[1], shorter[0]) >= SPELLING:
            rest = [self._given(a, b) for a, b in zip(longer[2:], shorter[1:], strict=False)]
            return (INITIAL if len(longer[0]) == 1 else MIDDLE) if all(rest) else 0.0
        return 0.0

    def _given(self, left: str, right: str) -> float:
        if left == right:
            return SAME
        if len(left) == 1 or len(right) == 1:
            return INITIAL if left[0] == right[0] else 0.0
        if self._sound(left) == self._sound(right):
            return SPELLING
        return SHORT if right in self._short(left) or left in self._short(right) else 0.0

    def _short(self, given: str) -> frozenset[str]:
        """The short forms of a given name, however it is spelled (Oleksandra, Alexandra)."""
        short = self._gazetteer.nicknames
        return short.get(given, frozenset()) | short.get(self._gazetteer.name_classes.get(given, ""), frozenset())

    def _sound(self, given: str) -> str:
        """Given names that are variants of one (Oleksandr, Aleksandr, Alexander) share it."""
        return sound_key(self._gazetteer.name_classes.get(given, given))

    def second_surnames(self, names: Iterable[PersonName]) -> Iterator[tuple[PersonName, PersonName]]:
        """(longer, shorter) of names of which one has a second surname: `Diego Fuentealta Quirós` and `Diego Fuentealta`."""
        known: dict[str, list[PersonName]] = defaultdict(list)
        for name in sorted(names):
            known[name.surname].append(name)
        for longer in (n for group in known.values() for n in group if len(n.given) > 1 and len(n.given[-1]) > 1):
            shorter = PersonName(longer.given[:-1], sound_key(longer.given[-1]), longer.suffix)
            found = [n for n in known.get(shorter.surname, ()) if self.likeness(n, shorter) >= SPELLING]
            if len(found) == 1:
                yield longer, found[0]

    def key(self, name: PersonName) -> str:
        """What names that differ in spelling alone share, and no others."""
        return " ".join([*(g if len(g) == 1 else self._sound(g) for g in name.given), name.surname, name.suffix]).strip()

    def pairs(self, names: Iterable[PersonName]) -> Iterator[tuple[PersonName, PersonName, float]]:
        """All pairs of names of one surname that do not contradict one another, with their likeness."""
        ordered = sorted(set(names))
        for left, right in self._candidates(ordered):
            if found := self.likeness(left, right):
                yield left, right, found

    def _candidates(self, names: list[PersonName]) -> Iterator[tuple[PersonName, PersonName]]:
        """Every pair; where very many people have the surname, those whose first letters meet."""
        if len(names) <= CROWDED:
            yield from ((a, b) for at, a in enumerate(names) for b in names[at + 1 :])
            return
        blocks: dict[str, list[PersonName]] = defaultdict(list)
        for name in names:
            for given in name.given[:2]:
                blocks[self._sound(given)[:2] or given].append(name)
        seen: set[tuple[PersonName, PersonName]] = set()
        for block in blocks.values():
            for at, left in enumerate(block):
                for right in block[at + 1 :]:
                    if left < right and (left, right) not in seen:
                        seen.add((left, right))
                        yield left, right


def unambiguous(pairs: Iterable[tuple[PersonName, PersonName, float]]) -> Iterator[tuple[PersonName, PersonName, float, bool]]:
    """(left, right, likeness, sure): a pair is unsure where one end fits as well a name that contradicts the other.

    `J. Marlow` fits John and James: he is neither for that. `George Bush` fits two Georges.
    """
    found = list(pairs)
    fits: dict[PersonName, dict[PersonName, float]] = defaultdict(dict)
    for left, right, likeness in found:
        fits[left][right] = fits[right][left] = likeness
    for left, right, likeness in found:
        rivals = {other for end in (left, right) for other, near in fits[end].items() if near >= likeness} - {left, right}
        yield left, right, likeness, all(other in fits[left] and other in fits[right] for other in rivals)
