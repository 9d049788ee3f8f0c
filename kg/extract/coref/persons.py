"""I, you and we: whoever speaks, whoever is spoken to, the body that someone speaks for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.extract.coref.chains import Book
from kg.extract.coref.items import Item
from kg.extract.coref.speech import INTERVIEWER
from kg.gazetteer import Gazetteer

BODIES = ("Organization", "Group")
SPEAKING_FOR = frozenset(["head", "head_of_state", "minister", "spokesperson", "deputy"])
SPOKEN = ("spokesman", "spokeswoman", "spokesperson")


def join_speakers(items: Sequence[Item], book: Book, gazetteer: Gazetteer) -> None:
    """An `I` is its speaker; all that one speaker says of himself is one; an interviewer's `you` is his guest; the `we` of
    a body, or of someone who heads it or speaks for it, is that body."""
    own: dict[int, Item] = {}
    chains: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        chains[book.sets.root(item.ref.id)].append(item)
    for item in items:
        number = _meant(item)
        speaker = items[number - 1] if number > 0 else None
        if speaker is not None and item.word_class == "we":
            _body(item, speaker, chains[book.sets.root(speaker.ref.id)], items, book, gazetteer)
        elif speaker is not None and speaker is not item and speaker.family in ("Person", "Any"):
            book.same(speaker.ref.id, item.ref.id, "speaker", 0.9, _why(item, speaker))
        elif number and speaker is None and item.word_class != "we":
            other = own.setdefault(number, item)
            reason = f"'{item.text}' and '{other.text}' are said by one speaker"
            book.same(other.ref.id, item.ref.id, "same-speaker", 0.85, reason)


def _meant(item: Item) -> int:
    """The number of the speaker that a pronoun means, or 0."""
    if item.kind != "pronoun":
        return 0
    if item.word_class == "i" or (item.word_class == "we" and item.addressee != INTERVIEWER):
        return item.speaker
    asked = item.word_class == "you" and item.speaker == INTERVIEWER
    return item.addressee if asked else 0


def _why(item: Item, speaker: Item) -> str:
    return f"'{item.text}' is said {'to' if item.word_class == 'you' else 'by'} '{speaker.text}'"


def _body(item: Item, speaker: Item, chain: Sequence[Item], items: Sequence[Item], book: Book, gazetteer: Gazetteer) -> None:
    """Joins a `we` to the body that says it, or for which its speaker does."""
    if speaker.family in BODIES or speaker.ref.type == "Country":
        book.same(speaker.ref.id, item.ref.id, "speaker", 0.8, f"'{item.text}' is said by '{speaker.text}'")
        return
    for role in (i for i in chain if i.kind == "nominal" and _speaks_for(i, gazetteer)):
        body = next(_bodies(role, items), None)
        if body is not None:
            reason = f"'{item.text}' is said by '{speaker.text}', the {role.lemma} of '{body.text}'"
            book.same(body.ref.id, item.ref.id, "speaks-for", 0.6, reason)
            return


def _speaks_for(role: Item, gazetteer: Gazetteer) -> bool:
    before = role.head.doc[role.ref.head - 1].lower_ if role.ref.head else ""
    known = {gazetteer.roles.get(role.lemma), gazetteer.roles.get(f"{before} {role.lemma}")}
    return role.lemma in SPOKEN or bool(known & SPEAKING_FOR)


def _bodies(role: Item, items: Sequence[Item]) -> Iterator[Item]:
    """The organisations and countries named in a description: `the chief executive of Acme`."""
    inside = {t.i for t in role.head.subtree if t.i < role.ref.end + 4}
    for other in items:
        named = other.ref.head in inside and other.kind in ("name", "demonym")
        if named and (other.family == "Organization" or other.ref.type == "Country"):
            yield other
