"""What the sentence itself says is the same: `Kyrylo Budanov, head of …`, `she is the chair`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.coref.chains import Book
from kg.extract.coref.items import Item

BEING = ("be", "become", "remain")
REFERRING = ("the", "that")  # `the mayor` beside a name refers on its own; `a teacher`, `his wife`, `mayor of Leeds` say what it is
DESCRIBED = ("Person", "Organization", "Place", "Group", "Any")


def join_beside(items: Sequence[Item], book: Book) -> None:
    """A description and the name it stands next to."""
    by_head = {i.ref.head: i for i in items}
    for item in items:
        for named in _names_beside(item, by_head):
            known = book.names(item.ref.id)
            if known and known != book.names(named.ref.id):
                continue
            reason = f"'{item.text}' describes '{named.text}' beside it"
            book.describe(named.ref, item.ref, reason, attribute=item.word_class not in REFERRING)


def _names_beside(item: Item, by_head: dict[int, Item]) -> Iterator[Item]:
    if item.kind != "nominal" or item.family not in DESCRIBED or not item.stored:
        return
    for token in _beside(item.head):
        other = by_head.get(token.i)
        if other is not None and other.kind == "name" and _fits(other, item):
            yield other


def _beside(token: Token) -> list[Token]:
    """Tokens in apposition to this one, or whose predicate it is."""
    while token.dep_ == "conj" and token.head.pos_ == "NOUN":  # a comedian, singer and actress
        token = token.head
    found = [token.head] if token.dep_ == "appos" else []
    found += [c for c in token.children if c.dep_ == "appos"]
    verb = token.head
    if token.dep_ == "attr" and verb.lemma_ in BEING and not any(c.dep_ == "neg" or c.tag_ == "MD" for c in verb.children):
        found += _subjects(verb)
    return found


def _subjects(verb: Token) -> list[Token]:
    """The subject of a verb, its own or that of the verb it is joined to (`Shields studied … and became a teacher`)."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own or verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX"):
        return own
    return _subjects(verb.head)


def _fits(name: Item, item: Item) -> bool:
    if name.ref.type == item.ref.type or name.family == item.family:
        return True
    return "Any" in (name.family, item.family) and item.number != "plural"
