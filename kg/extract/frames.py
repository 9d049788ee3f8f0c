"""Claims by the schema's frames: verbs, nouns and adjectives whose slots are filled with fitting mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import Predicate, predicate
from kg.extract.mentions import Ref
from kg.extract.proposals import Proposal
from kg.schema import Frame, Schema

KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
RECIPROCAL = frozenset(["with", "obj", "alongside", "against"])  # A and B met; but not: A and B wrote
MOST_CONJUNCTS = 6
SURE, BORROWED, NOMINAL = 0.85, 0.75, 0.7


def frame_claims(tokens: Iterable[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """What the frames find in the tokens of a sentence; for one predicate and relation the first frame that fits."""
    for token in tokens:
        kind = KINDS.get(token.pos_)
        frames = schema.frames_by_lemma.get((kind or "", token.lemma_.lower()), ())
        if not frames or (found := predicate(token)) is None:
            continue
        done: set[str] = set()
        for frame in frames:
            if (frame.also or frame.relation not in done) and _allowed(frame, found):
                proposals = list(_proposals(frame, found, arguments))
                if proposals:
                    done.add(frame.relation)
                    yield from proposals


def _allowed(frame: Frame, found: Predicate) -> bool:
    """Do the words in the slots meet the frame's conditions?"""
    for slot, words in frame.where:
        if not _has(found, slot, words):
            return False
    return not any(_has(found, slot, words) for slot, words in frame.unless)


def _has(found: Predicate, slot: str, words: frozenset[str]) -> bool:
    """Does a slot hold one of the words? `*` is any word; the slot `support` holds the light verb, `text` the predicate."""
    tokens = [found.support] if slot == "support" and found.support is not None else tokens_in(found, slot)
    if "*" in words:
        return bool(tokens)
    return any(t.lemma_.lower() in words or t.lower_ in words for t in tokens)


def tokens_in(found: Predicate, slot: str) -> list[Token]:
    """The tokens in a slot. A path such as `obj from` goes on from the tokens in `obj` to what they have in `from`."""
    if slot in found.slots:
        return found.slots[slot]
    if slot == "demonym":
        return [t for t in found.slots.get("compound", []) if t.pos_ in ("ADJ", "PROPN", "NOUN")]
    words = slot.split()
    for at in range(len(words) - 1, 0, -1):  # `in clause obj`: from the gerund behind `in` to its object
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        if first in found.slots:
            inner = [p for t in found.slots[first] if (p := predicate(t)) is not None]
            return [t for p in inner for t in tokens_in(p, rest)]
    return []


def _proposals(frame: Frame, found: Predicate, arguments: Arguments) -> Iterator[Proposal]:
    if frame.mutual:
        pairs = _mutual(frame, found, arguments)
    else:
        subjects = _fill(frame.subject, found, frame.domain, arguments)
        if frame.value:
            yield from _literals(frame, found, subjects)
            return
        objects = _fill(frame.object, found, frame.range, arguments)
        pairs = list(product(subjects[:MOST_CONJUNCTS], objects[:MOST_CONJUNCTS]))
        if not pairs and RECIPROCAL & set(frame.object) and arguments.schema.relations[frame.relation].symmetric:
            pairs = _mutual(frame, found, arguments)
    for subject, object_ in pairs:
        if subject[0].id != object_[0].id and subject[0].head != object_[0].head:
            yield _proposal(frame, found, subject, object_)


Filled = tuple[Ref, str, Token]  # mention, slot, token


def _fill(slots: tuple[str, ...], found: Predicate, wanted: tuple[str, ...], arguments: Arguments) -> list[Filled]:
    """The mentions in the first of the slots that holds any of a wanted type."""
    for slot in slots:
        filled: list[Filled] = []
        for token in tokens_in(found, slot):
            ref = arguments.find(token, wanted) or _whom(token, wanted, arguments)
            if ref and slot.endswith("demonym") and ref.kind == "nominal":
                continue
            if ref and all(ref.id != f[0].id for f in filled):
                filled.append((ref, slot, token))
        if filled:
            return filled
    return []


def _whom(token: Token, wanted: tuple[str, ...], arguments: Arguments) -> Ref | None:
    """Whom a `who` stands for that the parser hung on the last noun: `the head of the bank, who resigned`."""
    relatives = [c for c in token.rights if c.dep_ == "relcl"]
    if not any(g.lower_ in ("who", "whom") for c in relatives for g in c.children):
        return None
    for _ in range(3):
        if token.dep_ == "pobj":
            token = token.head
        if token.head == token or token.head.pos_ not in ("NOUN", "PROPN", "ADP", "NUM"):
            return None
        token = token.head
        ref = arguments.find(token, wanted) if token.pos_ in ("NOUN", "PROPN") else None
        if ref:
            return ref
    return None


def _mutual(frame: Frame, found: Predicate, arguments: Arguments) -> list[tuple[Filled, Filled]]:
    """`A and B met`, `talks between A and B`: both ends in one slot."""
    for slot in (*frame.subject, "between", "subj", "of", "poss"):
        filled = _fill((slot,), found, frame.domain, arguments)
        if len(filled) > 1:
            return [(filled[0], other) for other in filled[1:MOST_CONJUNCTS]]
    return []


def _literals(frame: Frame, found: Predicate, subjects: list[Filled]) -> Iterator[Proposal]:
    """Claims whose object is a date or an amount."""
    for token in (t for slot in frame.value for t in tokens_in(found, slot)):
        span = _date(token) if "Date" in frame.range else _amount(token)
        if span is None:
            continue
        for subject, how, _ in subjects[:1]:
            amount = token if "Quantity" in frame.range else None
            yield Proposal(
                frame.relation, found.token, _predicate_range(found), subject, None, _rule(frame), _confidence(found, how),
                value=span, amount=amount, standing=frame.standing,
            )  # fmt: skip
        return


def _date(token: Token) -> tuple[int, int] | None:
    """The date a token stands in, as the model sees it; with a comma and year behind it."""
    doc, start, end = token.doc, token.i, token.i + 1
    if token.ent_type_ != "DATE" and not (token.like_num and len(token.text) == 4 and token.text.isdigit()):
        return None
    while start > 0 and doc[start - 1].ent_type_ == "DATE":
        start -= 1
    while end < len(doc) and (doc[end].ent_type_ == "DATE"):
        end += 1
    return (start, end) if any(c.isdigit() for t in doc[start:end] for c in t.text) else None


def _amount(token: Token) -> tuple[int, int] | None:
    """A number with its unit: `2,600 soldiers`."""
    numbers = [c for c in token.children if c.dep_ == "nummod" or c.pos_ == "NUM"]
    if numbers:
        return min(n.left_edge.i for n in numbers), token.i + 1
    return (token.left_edge.i, token.i + 1) if token.pos_ == "NUM" and token.ent_type_ != "DATE" else None


def _proposal(frame: Frame, found: Predicate, subject: Filled, object_: Filled) -> Proposal:
    ref, how, token = subject
    amounts = [t for slot in frame.quantity for t in tokens_in(found, slot)]
    amount = amounts[0] if amounts else next((t for t in (object_[2], token) if _counts(t)), None)
    return Proposal(
        relation=frame.relation,
        anchor=found.support if found.support is not None else found.token,
        predicate=_predicate_range(found),
        subject=ref,
        object=object_[0],
        rule=_rule(frame),
        confidence=_confidence(found, how),
        amount=amount,
        standing=frame.standing,
        negative=frame.negative,
    )


def _counts(token: Token) -> bool:
    return any(c.dep_ in ("nummod", "quantmod") for c in token.children)


def _predicate_range(found: Predicate) -> tuple[int, int]:
    """The predicate's tokens: with a particle behind it, or from its light verb on."""
    token = found.token
    start, end = token.i, token.i + 1
    for particle in found.slots.get("prt", []):
        if particle.i == end:
            end += 1
    if found.support is not None and abs(found.support.i - token.i) <= 4:
        start, end = min(start, found.support.i), max(end, found.support.i + 1)
    return start, end


def _rule(frame: Frame) -> str:
    return f"frame:{frame.relation}.{frame.number}"


def _confidence(found: Predicate, how: str) -> float:
    if how in found.borrowed:
        return BORROWED
    return NOMINAL if found.token.pos_ in ("NOUN", "PROPN") else SURE
