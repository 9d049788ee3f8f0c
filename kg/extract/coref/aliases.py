"""The names of an article that are forms of one: equal ones, acronyms, surnames, given names, short forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kg.extract.coref.chains import Book
from kg.extract.coref.items import ROLES, Item, family_of
from kg.gazetteer import Gazetteer
from kg.names import SUFFIXES, acronym, fold, person_parts, sound_key
from kg.schema import Schema

PREPOSITIONAL = ROLES.index("prepositional")
Parts = tuple[tuple[str, ...], str]


class Aliases:
    """One article's names."""

    def __init__(self, items: Sequence[Item], book: Book, schema: Schema, gazetteer: Gazetteer) -> None:
        self.names = [i for i in items if i.kind in ("name", "demonym")]
        self.by_head = {i.ref.head: i for i in items}
        self.book, self.schema, self.gazetteer = book, schema, gazetteer

    def join(self) -> list[list[Item]]:
        """Joins the forms of each name; the groups, each in the order of the text."""
        self._equal()
        self._short_of_organizations()
        people = [i for i in self.names if i.family == "Person"]
        self._surnames(people)
        self._given_names(people)
        self._parts()
        groups: dict[str, list[Item]] = defaultdict(list)
        for item in self.names:
            groups[self.book.sets.root(item.ref.id)].append(item)
        return list(groups.values())

    def _same(self, left: Item, right: Item, rule: str, score: float, reason: str) -> None:
        self.book.same(left.ref.id, right.ref.id, rule, score, reason)

    # ------------------------------------------------------------------ equal names

    def _equal(self) -> None:
        leaders: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in self.names:
            known = leaders[self._key(item)]
            fitting = [i for i in known if not (i.gender and item.gender) or i.gender == item.gender]
            if not fitting:
                known.append(item)
                continue
            other = fitting[-1]
            other.gender = other.gender or item.gender
            self._same(other, item, "name", 0.98, f"'{other.text}' and '{item.text}' are the same name")

    def _key(self, item: Item) -> tuple[str, str]:
        """What a name or demonym means: the gazetteer's thing, else its folded words, within its family."""
        if item.kind == "demonym":
            entry = self.gazetteer.demonym(item.text)
        elif item.ref.type == "Country":
            entry = self.gazetteer.lookup(item.text)
            if entry is None or entry.type != "Country":
                entry = self.gazetteer.metonym(item.text) or entry
        else:
            entry = self.gazetteer.lookup(item.text)
        if entry and item.family == family_of(self.schema, entry.type):
            return item.family, entry.key
        return item.family, fold(item.text)

    # ------------------------------------------------------------------ acronyms and brackets

    def _short_of_organizations(self) -> None:
        """`Harbour Security Service (HSS)`; an acronym whose letters a longer name spells."""
        short = {i.text: i for i in reversed(self.names) if i.text.isupper() and 2 <= len(i.text) <= 6}
        for item in self.names:
            bracket = self._bracketed(item)
            if bracket is not None and bracket.kind == "name" and self._alike(item, bracket):
                reason = f"'{bracket.text}' stands in brackets behind '{item.text}'"
                self._same(item, bracket, "bracket", 0.95, reason)
            letters = acronym(item.text)
            other = short.get(letters)
            if len(letters) < 2 or other is None or other is item or len(item.words) < 2:
                continue
            if self._alike(item, other):
                self._same(item, other, "acronym", 0.9, f"'{letters}' are the initials of '{item.text}'")

    def _alike(self, item: Item, other: Item) -> bool:
        """May the two be one thing by their types? A party's letters behind a person's name are not the person's."""
        return other.family == item.family or "Any" in (other.family, item.family)

    def _bracketed(self, item: Item) -> Item | None:
        doc, at = item.head.doc, item.ref.end
        if at + 2 >= len(doc) or doc[at].text != "(" or doc[at + 2].text != ")":
            return None
        word = doc[at + 1].text
        return self.by_head.get(at + 1) if len(word) <= 8 and word.isupper() and not word.isdigit() else None

    # ------------------------------------------------------------------ people

    def _surnames(self, people: list[Item]) -> None:
        """A surname is the last fully named person before it who has it; else the first one after."""
        parts = {i.at: person_parts(i.text) for i in people}
        sounds = {surname: sound_key(surname) for _, surname in parts.values()}
        full: dict[str, list[Item]] = defaultdict(list)
        for item in people:
            if parts[item.at][0]:
                full[sounds[parts[item.at][1]]].append(item)
        for item in people:
            given, surname = parts[item.at]
            same = full.get(sounds[surname], ()) if surname else ()
            fitting = [i for i in same if i is not item and self._may_be(item, given, i, parts[i.at])]
            other = _most_likely(fitting, item)
            if other is not None:
                reason = f"'{item.text}' is the surname of '{other.text}'"
                self._same(other, item, "surname", 0.92, reason)

    def _may_be(self, item: Item, given: tuple[str, ...], other: Item, parts: Parts) -> bool:
        """`Mrs Miller` is not John Miller; Tom Miller is not John Miller; John Miller III is not John Miller II."""
        if not given:
            return item.gender is None or other.gender is None or item.gender == other.gender
        return self._given_fit(given[0], parts[0][0]) and _suffix(item) == _suffix(other)

    def _given_fit(self, left: str, right: str) -> bool:
        if len(left) == 1 or len(right) == 1:
            return left[0] == right[0]
        classes = self.gazetteer.name_classes
        return (classes.get(left) or sound_key(left)) == (classes.get(right) or sound_key(right))

    def _given_names(self, people: list[Item]) -> None:
        """A given name that stands alone is the one person of the article who has it."""
        full: dict[str, dict[str, Item]] = defaultdict(dict)
        for item in people:
            given, _ = person_parts(item.text)
            if given:
                full[given[0]].setdefault(self.book.sets.root(item.ref.id), item)
        for item in people:
            given, name = person_parts(item.text)
            found = full.get(name, {})
            if not given and len(found) == 1 and len(item.words) == 1:
                other = next(iter(found.values()))
                if self.book.sets.root(item.ref.id) not in full.get(name, {}):
                    self._same(other, item, "given-name", 0.8, f"'{item.text}' is the given name of '{other.text}' alone")

    # ------------------------------------------------------------------ short forms

    def _parts(self) -> None:
        """A shorter form of one longer name, and of no other: `the Church` for `the Church of Scientology`."""
        longer = [i for i in self.names if i.family in ("Organization", "Event", "Place") and len(i.words) > 1]
        for item in self.names:
            if item.family not in ("Organization", "Event") or not item.words:
                continue
            whole = {
                self.book.sets.root(i.ref.id): i
                for i in longer
                if i.family == item.family and i.ref.type != "Country" and self._part(item.words, i.words)
            }
            if len(whole) == 1:
                other = next(iter(whole.values()))
                reason = f"'{item.text}' is a short form of '{other.text}'"
                self._same(other, item, "short-form", 0.8, reason)

    def _part(self, mine: tuple[str, ...], whole: tuple[str, ...]) -> bool:
        if len(whole) <= len(mine):
            return False
        return whole[: len(mine)] == mine or (whole[-len(mine) :] == mine and len(mine) > 1)


def _most_likely(fitting: Sequence[Item], item: Item) -> Item | None:
    """The last of those before who is more than an attribute (`the son of Louis Bertrand`); else the first behind."""
    before = [i for i in fitting if i.ref.start < item.ref.start]
    apart = [i for i in before if i.role != PREPOSITIONAL or i.head.head.lower_ != "of"]
    if before:
        return (apart or before)[-1]
    return fitting[0] if fitting else None


def _suffix(item: Item) -> str:
    return next((w for w in item.words if w in SUFFIXES), "")
