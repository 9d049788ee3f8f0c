"""What each mechanism proposes for a sentence, and which proposals the schema refuses."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from kg.extract.affiliations import affiliation_claims, nationality_claims
from kg.extract.causes import cause_claims
from kg.extract.clauses import is_said_of_another
from kg.extract.frames import frame_claims
from kg.extract.mentions import Ref
from kg.extract.page import page_claims
from kg.extract.pairs import PairReader
from kg.extract.places import place_claims
from kg.extract.proposals import Proposal
from kg.extract.reading import Extractor, Reading
from kg.extract.roles import role_claims
from kg.extract.unmatched import unmatched_claims
from kg.parse import Sent


class Proposer:
    """The mechanisms, over one article. `unmatched` are the verbs between two names that none of them knows: (lemma, pattern,
    start and end of the sentence in code points), as far as sentences have been read."""

    def __init__(self, reading: Reading, by: Extractor) -> None:
        self._reading, self._by = reading, by
        self._pairs = PairReader(reading.mentions, reading.arguments.type_of, reading.stands_for, by.schema)
        self.unmatched: list[tuple[str, str, int, int]] = []

    def proposals(self, sent: Sent) -> Iterator[Proposal]:
        """The proposals for a sentence, the surer of two that say the same; of a byline what it says of the page alone."""
        schema, arguments, tokens = self._by.schema, self._reading.arguments, list(sent.span)
        if sent.record.kind == "byline":
            yield from page_claims(self._reading.parsed, sent, arguments)
            return
        found = list(frame_claims(tokens, schema, arguments))
        for mechanism in (cause_claims, role_claims, affiliation_claims, nationality_claims, place_claims):
            found += mechanism(tokens, schema, arguments)
        found = [self._of_names(p) for p in found]
        found += self._pairs.claims(sent, found)
        yield from _distinct(found)
        for proposal, note in unmatched_claims(tokens, found, arguments):
            self.unmatched.append((*note, sent.record.start, sent.record.end))
            if self._by.open:
                yield proposal

    def _of_names(self, proposal: Proposal) -> Proposal:
        """In `his wife, Mary, …` of Mary rather than of the description beside her name."""
        named = self._reading.named
        subject, object_ = named(proposal.subject), proposal.object and named(proposal.object)
        if (subject, object_) == (proposal.subject, proposal.object):
            return proposal
        return dataclasses.replace(proposal, subject=subject, object=object_)


def unfit(proposal: Proposal, reading: Reading) -> str | None:
    """Why the ends of a proposal are refused, or None where they fit its relation."""
    arguments, schema = reading.arguments, reading.arguments.schema
    subject = arguments.type_of(proposal.subject)
    object_ = arguments.type_of(proposal.object) if proposal.object else None
    if subject is None or (proposal.object and object_ is None):
        return "a pronoun that stands for nothing known"
    if any(_says_it_itself(proposal, ref, reading) for ref in (proposal.subject, proposal.object) if ref):
        return "a description that is said of another"
    relation = schema.relations[proposal.relation]
    if proposal.object and not relation.reflexive and reading.stands_for(proposal.subject) == reading.stands_for(proposal.object):
        return "both ends are one and the same"
    return schema.check_ends(proposal.relation, subject, object_ or relation.range[0])


def _says_it_itself(proposal: Proposal, ref: Ref, reading: Reading) -> bool:
    """Is an end of a relation the words themselves that say it of somebody: the `member of Y` of `X is no member of Y`?"""
    described = ref.kind == "nominal" and ref.type != "Position" and ref.start <= proposal.predicate[0] < ref.end
    return described and is_said_of_another(reading.parsed.doc[ref.head])


def _distinct(proposals: Iterable[Proposal]) -> Iterable[Proposal]:
    """One proposal for one relation between the same two mentions; the surer one."""
    best: dict[tuple[object, ...], Proposal] = {}
    for p in proposals:
        key = (p.relation, p.subject.id, p.object.id if p.object else p.value)
        if key not in best or p.confidence > best[key].confidence:
            best[key] = p
    return best.values()
