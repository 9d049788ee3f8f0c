"""Standing facts between two ends of a sentence that no frame has put into words: the second proposer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from spacy.tokens import Doc, Token

from kg.extract.mentions import Mentions, Ref
from kg.extract.pairs.ends import End, Ends, TypeOf
from kg.extract.pairs.facts import BRACKETED, EXCLUSIVE, FACTS, GIVEN, LEAST_SAID, LEAST_TOLD, PRIOR, SAID, SURE, Fitting
from kg.extract.pairs.features import CONTENT, LONGEST, OUTSIDE, View, features
from kg.extract.pairs.model import REASONS, load_model
from kg.extract.proposals import Proposal
from kg.parse import Sent
from kg.schema import Schema

NEAR = 4  # tokens outside a pair in which the word that tells may stand
EMPTY = 0.3  # what an `at` or a `was` counts beside a word that means something
MEMBERS = ("Party", "SportsTeam", "InternationalOrganization")  # one is a member of these, not an employee


@dataclass(frozen=True)
class Pair:
    """Two ends that may stand in some relations, and what they look like."""

    subject: End
    object: End
    relations: tuple[str, ...]
    features: list[str]
    view: View


def pairs_in(doc: Doc, sent: Sent, ends: Ends, fitting: Fitting) -> Iterator[Pair]:
    """The ordered pairs of a sentence that some relation takes."""
    found = ends.within(sent)
    view = None
    for subject, object_ in permutations(found, 2):
        if max(subject.start, object_.start) - min(subject.end, object_.end) > LONGEST:
            continue
        relations = fitting.relations(subject, object_)
        if relations:
            view = view or View(doc, sent.span.start, sent.span.end, found)
            yield Pair(subject, object_, relations, features(view, subject, object_), view)


class PairReader:
    """The classifier over one article. `stands_for` gives what a mention stands for: two forms of one name are one end."""

    def __init__(self, mentions: Mentions, type_of: TypeOf, stands_for: Callable[[Ref], str], schema: Schema) -> None:
        self.doc, self.stands_for = mentions.doc, stands_for
        self.ends = Ends(mentions.doc, mentions, type_of, schema)
        self.fitting, self.model = Fitting(schema), load_model()

    def claims(self, sent: Sent, known: Sequence[Proposal]) -> list[Proposal]:
        """What the classifier proposes for a sentence besides the proposals that are known, one pair of each two."""
        said = {(p.relation, frozenset(map(self.stands_for, (p.subject, p.object)))) for p in known if p.object is not None}
        taken = {(p.relation, _place(p)) for p in known} | {("child_of", p.subject.start) for p in known if p.relation == "parent_of"}
        best: dict[tuple[object, ...], tuple[float, Pair, str]] = {}
        for pair in pairs_in(self.doc, sent, self.ends, self.fitting):
            for relation, likely in self.model.probabilities(pair.features, pair.relations).items():
                if likely < FACTS[relation] or self._said(relation, pair, said) or not self._evident(pair, relation, likely):
                    continue
                if relation in GIVEN and any((one, pair.object.start) in taken for one in (relation, *SAID.get(relation, ()))):
                    continue  # a frame has given it to somebody
                key = self._key(relation, pair)
                if key not in best or _better(likely, pair, *best[key][:2]):
                    best[key] = (likely, pair, relation)
        return [p for found in best.values() if self._told(p := self._proposal(*found))]

    def _told(self, proposal: Proposal) -> bool:
        """Does a word with a meaning of its own say it? An `at` or an `of` is enough only where the classifier is sure; dates
        of a life are told by their place, in brackets behind a name."""
        word = self.doc[proposal.predicate[0]]
        inside = proposal.object is not None and proposal.object.start <= word.i < proposal.object.end
        return proposal.relation in BRACKETED or proposal.confidence >= SURE or (word.pos_ in CONTENT and not inside)

    def _key(self, relation: str, pair: Pair) -> tuple[object, ...]:
        """What makes two pairs one: relation and what the ends stand for, which is which where it matters."""
        if relation in EXCLUSIVE:
            return relation, pair.object.start
        subject = self.stands_for(_ref(pair.subject))
        if pair.object.ref is None:
            return relation, subject, pair.object.start
        object_ = self.stands_for(pair.object.ref)
        symmetric = self.fitting.schema.relations[relation].symmetric
        return (relation, frozenset((subject, object_))) if symmetric else (relation, subject, object_)

    def _evident(self, pair: Pair, relation: str, likely: float) -> bool:
        """Do words speak for the relation, and not types alone? Where a verb stands between the two, one with a meaning."""
        worded = [f for f in pair.features if not f.startswith(PRIOR)]
        if self.model.sum_of(worded, relation) < LEAST_SAID:
            return False
        view = pair.view
        if likely >= SURE or view.joined(pair.subject.head - view.start, pair.object.head - view.start):
            return True
        return self.model.sum_of(filter(view.tells, worded), relation) >= LEAST_TOLD

    def _said(self, relation: str, pair: Pair, said: set[tuple[str, frozenset[str]]]) -> bool:
        if pair.object.ref is None:
            return False
        both = frozenset(map(self.stands_for, (_ref(pair.subject), pair.object.ref)))
        return len(both) == 1 or any((one, both) in said for one in (relation, *SAID.get(relation, ())))

    def _proposal(self, likely: float, pair: Pair, relation: str) -> Proposal:
        worded = [f for f in pair.features if not f.startswith(PRIOR) and OUTSIDE not in f]
        reasons = self.model.reasons(worded, relation)
        telling = _telling_word(self.doc, pair, reasons)
        anchor = _verb_between(self.doc, pair) or telling
        named = ", ".join(f.replace(",", "") for f, _ in reasons[:REASONS])
        date = pair.object.ref is None
        return Proposal(
            relation=_finer(relation, pair, telling),
            anchor=anchor or self.doc[pair.object.head],
            predicate=(telling.i, telling.i + 1) if telling is not None else (pair.object.start, pair.object.end),
            subject=_ref(pair.subject),
            object=pair.object.ref,
            rule=f"pairs:{relation} ({named})",
            confidence=round(likely, 2),
            value=(pair.object.start, pair.object.end) if date else None,
            standing=anchor is None or anchor.pos_ not in ("VERB", "AUX"),
        )


def _place(proposal: Proposal) -> int | None:
    """Where the object of a proposal stands."""
    if proposal.object is not None:
        return proposal.object.start
    return proposal.value[0] if proposal.value is not None else None


def _better(likely: float, pair: Pair, known: float, other: Pair) -> bool:
    """Of two pairs that say the same the one with more names, then the likelier."""
    return (_names(pair), likely) > (_names(other), known)


def _names(pair: Pair) -> int:
    return sum(end.ref is not None and end.ref.kind != "pronoun" for end in (pair.subject, pair.object))


def _ref(end: End) -> Ref:
    assert end.ref is not None  # dates are never subjects
    return end.ref


def _telling_word(doc: Doc, pair: Pair, reasons: list[tuple[str, float]]) -> Token | None:
    """The word that speaks most for the relation, between the ends or close to them; None where none does."""
    spoken: dict[str, float] = {}
    for feature, weight in reasons:
        word = feature.rsplit(" ", 1)[-1]
        spoken[word] = spoken.get(word, 0.0) + weight
    first, last = min(pair.subject.start, pair.object.start), max(pair.subject.end, pair.object.end)
    inside = {i for e in (pair.subject, pair.object) for i in range(e.start, e.end)}
    sent = doc[first].sent
    tokens = [t for t in doc[max(sent.start, first - NEAR) : min(sent.end, last + NEAR)] if t.i not in inside and t.is_alpha]

    def told(token: Token) -> float:
        return spoken.get(token.lemma_.lower(), 0.0) * (1.0 if token.pos_ in CONTENT else EMPTY)

    best = max(tokens, key=lambda t: (told(t), -t.i), default=None)
    return best if best is not None and best.lemma_.lower() in spoken else None


def _verb_between(doc: Doc, pair: Pair) -> Token | None:
    """The verb of the clause that joins two ends: of those on the path between them the nearest to the object. None where they
    are joined by nouns alone (titles, appositions, possessives)."""
    path = pair.view.path(pair.subject.head - pair.view.start, pair.object.head - pair.view.start)
    if path is None:
        return None
    up, top, down = path
    tokens = (doc[pair.view.start + at] for at in (*reversed(down), top, *reversed(up)))
    return next((t for t in tokens if t.pos_ in ("VERB", "AUX")), None)


def _finer(relation: str, pair: Pair, telling: Token | None) -> str:
    """Employee or member: the classifier learnt them as one."""
    if relation != "works_for" or pair.object.type in ("Company", "University", "MediaOrganization"):
        return relation
    member = telling is not None and telling.lemma_.lower() in ("member", "membership", "join", "belong")
    return "member_of" if member or pair.object.type in MEMBERS else relation
