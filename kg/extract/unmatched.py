"""Verbs between two named things that no frame knows: counted for whoever extends the schema, claims only on request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import predicate
from kg.extract.proposals import Proposal

NAMED = ("Agent", "Place", "Work")
EMPTY_VERBS = frozenset(["be", "have", "do", "say", "tell"])


def unmatched_claims(tokens: list[Token], found: Sequence[Proposal], arguments: Arguments) -> Iterator[tuple[Proposal, tuple[str, str]]]:
    """(proposal of `related_to`, (verb, its pattern)) of each verb with a named subject and object that made no claim."""
    taken = {(p.subject.id, p.object.id) for p in found if p.object}
    for token in tokens:
        if token.pos_ != "VERB" or token.lemma_ in EMPTY_VERBS:
            continue
        clause = predicate(token)
        if clause is None:
            continue
        for slot, words in sorted(clause.slots.items()):
            if slot in ("subj", "clause", "adv", "prt", "attr", "by") or " " in slot:
                continue
            for subject in clause.slots.get("subj", [])[:1]:
                for word in words[:1]:
                    left, right = arguments.find(subject, NAMED), arguments.find(word, NAMED)
                    if left is None or right is None or {left.kind, right.kind} != {"name"} or left.id == right.id:
                        continue
                    if (left.id, right.id) in taken or (right.id, left.id) in taken:
                        continue
                    pattern = f"{left.type} {slot if slot != 'obj' else '-'} {right.type}"
                    proposal = Proposal("related_to", token, (token.i, token.i + 1), left, right, f"open:{token.lemma_}", 0.4)
                    yield proposal, (token.lemma_.lower(), pattern)
