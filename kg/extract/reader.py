"""Reads one article: calls the modules in turn and makes records of what they propose."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.affiliations import affiliation_claims, nationality_claims
from kg.extract.arguments import Arguments
from kg.extract.attribution import Found, find_attributions
from kg.extract.causes import cause_claims
from kg.extract.clauses import with_conjuncts
from kg.extract.confidence import confidence
from kg.extract.coref import Chains, corefer
from kg.extract.dates import claim_times
from kg.extract.denials import self_denials, taken_up
from kg.extract.factuality import Voice, covering, voices_of
from kg.extract.frames import frame_claims
from kg.extract.lexicon import nouns_of
from kg.extract.mentions import Mentions, Ref
from kg.extract.metonyms import author_of, mark_actors
from kg.extract.names import find_names
from kg.extract.nominals import find_nominals
from kg.extract.page import page_claims
from kg.extract.pairs import PairReader
from kg.extract.places import place_claims
from kg.extract.proposals import Proposal
from kg.extract.quantities import find_quantity
from kg.extract.roles import role_claims
from kg.extract.teams import mark_teams
from kg.extract.unmatched import unmatched_claims
from kg.extract.usage import retype_by_use
from kg.gazetteer import Gazetteer
from kg.model import Attribution, Claim, Extraction, make_id
from kg.parse import Parsed, Sent
from kg.schema import Schema


@dataclass(frozen=True, slots=True)
class Extractor:
    """What reading needs besides the article. `open`: also claims of verbs that no frame knows. `calibrated`: the confidence of
    a claim is how often its like is right, not what its rule thinks, which scripts/calibrate learns from."""

    schema: Schema
    gazetteer: Gazetteer
    run: str
    open: bool = False
    calibrated: bool = True


@dataclass(frozen=True)
class Reading:
    """An article once it is known who and what it speaks of, and who says what in it; no claim is read yet."""

    parsed: Parsed
    mentions: Mentions
    founds: list[Found]
    chains: Chains
    arguments: Arguments


def read_names(parsed: Parsed, by: Extractor) -> tuple[Mentions, list[Found]]:
    """Names, descriptions and pronouns of an article, typed, and its attributions."""
    mentions = Mentions(parsed.article, parsed.doc)
    nouns = nouns_of(by.schema)
    find_names(parsed, mentions, by.gazetteer, nouns)
    find_nominals(parsed, mentions, nouns)
    founds = find_attributions(parsed, by.schema)
    retype_by_use(mentions, founds, by.gazetteer, by.schema)
    mark_actors(mentions, founds, by.gazetteer, by.schema)
    mark_teams(mentions, by.schema)
    return mentions, founds


def read_mentions(parsed: Parsed, by: Extractor) -> Reading:
    """Names, descriptions and pronouns, attributions, chains of an article."""
    mentions, founds = read_names(parsed, by)
    chains = corefer(parsed, mentions, founds, by.schema, by.gazetteer)
    arguments = Arguments(by.schema, nouns_of(by.schema), mentions, chains.types())
    return Reading(parsed, mentions, founds, chains, arguments)


def extract(parsed: Parsed, by: Extractor) -> Extraction:
    """All records of one article; each claim's words are a slice of it."""
    reading = read_mentions(parsed, by)
    mentions, chains = reading.mentions, reading.chains
    maker = _Maker(reading, by)
    claims = maker.claims()
    attributions = maker.kept_attributions(claims)
    kept = _kept(mentions, chains, claims, attributions)
    return Extraction(
        article=parsed.article,
        sentences=tuple(s.record for s in parsed.sents),
        mentions=tuple(sorted({m.id: m for m in map(mentions.record, kept)}.values(), key=lambda m: m.id)),
        attributions=attributions,
        claims=claims,
        judgements=tuple(j for j in chains.judgements if {j.left, j.right} <= {r.id for r in kept}),
        refused=dict(maker.refused + reading.arguments.refused),
        unmatched=tuple(maker.unmatched),
    )


def _kept(mentions: Mentions, chains: Chains, claims: Iterable[Claim], attributions: Iterable[Attribution]) -> list[Ref]:
    """Mentions worth storing: names, whatever a chain links, and the descriptions that a claim or a source needs."""
    needed = chains.linked().union(*((c.subject_mention, c.object_mention) for c in claims))
    needed |= {a.source_mention for a in attributions}
    kept = {r.id: r for r in mentions if r.kind in ("name", "demonym") or r.id in needed}
    return [*kept.values(), *(r for r in chains.added if r.id not in kept)]


class _Maker:
    """Turns proposals into claims: voice, time, quantity, evidence."""

    def __init__(self, reading: Reading, by: Extractor) -> None:
        self.parsed, self.by, self.mentions = reading.parsed, by, reading.mentions
        self.founds, self.arguments, self.chains = reading.founds, reading.arguments, reading.chains
        self.pairs = PairReader(self.mentions, self.arguments.type_of, self._stands_for, by.schema)
        self.refused: Counter[str] = Counter()
        self.unmatched: list[tuple[str, str, int, int]] = []
        self.more: dict[str, Attribution] = {}
        self.attributions = [self._attribution(f) for f in self.founds]
        self._link_parents()

    # ------------------------------------------------------------------ attributions

    def _attribution(self, found: Found) -> Attribution:
        doc = self.parsed.doc
        source = self._source(found.source_head)
        if source and source.kind == "pronoun" and self.chains.best.get(source.id, source).kind == "pronoun":
            source = None
        source_span = _characters(doc, found.source)
        cue_span = _characters(doc, found.cue)
        content = tuple(s for c in found.content if (s := _characters(doc, c)))
        mention = source.id if source else None
        id_ = make_id("t", self.parsed.article.id, source_span, cue_span, content, mention)
        return Attribution(
            id=id_,
            article=self.parsed.article.id,
            source_mention=mention,
            source_start=source_span[0] if source_span else None,
            source_end=source_span[1] if source_span else None,
            cue_start=cue_span[0] if cue_span else None,
            cue_end=cue_span[1] if cue_span else None,
            cue_lemma=found.cue_lemma,
            cue_class=found.cue_class,
            content=content,
            direct=found.direct,
        )

    def _source(self, head: int | None) -> Ref | None:
        """Who the token of that index names as a source; of a document its author, where one is told."""
        author = self._author(head)
        return self._named(author) if author else None

    def _link_parents(self) -> None:
        for at, found in enumerate(self.founds):
            if found.parent is not None:
                self.attributions[at] = dataclasses.replace(self.attributions[at], parent=self.attributions[found.parent].id)

    def kept_attributions(self, claims: tuple[Claim, ...]) -> tuple[Attribution, ...]:
        """Every attribution that lies in no other, and of those inside others the ones that a claim's chain goes through."""
        known = {a.id: a for a in (*self.attributions, *self.more.values())}
        used = {id_ for c in claims for id_ in c.attributions}
        for id_ in list(used):
            parent = known[id_].parent
            while parent and parent not in used:
                used.add(parent)
                parent = known[parent].parent
        return tuple(a for a in known.values() if a.id in used or (a.parent is None and a.id not in self.more))

    # ------------------------------------------------------------------ claims

    def claims(self) -> tuple[Claim, ...]:
        """The claims of the article, by place; the surest of those that say the same in the same words."""
        made: dict[str, Claim] = {}
        for claim in self._all():
            known = made.get(claim.id)
            if known is None or (claim.confidence, claim.rule) > (known.confidence, known.rule):
                made[claim.id] = claim
        return tuple(sorted(made.values(), key=lambda c: (c.start, c.end, c.id)))

    def _all(self) -> Iterator[Claim]:
        told: list[tuple[Proposal, Voice, Sent]] = []
        for sent in self.parsed.sents:
            if sent.record.kind == "boilerplate":
                continue
            for proposal in self._proposals(sent):
                for voice in self._voices(proposal):
                    if voice.refused:
                        self.refused[voice.refused] += 1
                        continue
                    told.append((proposal, voice, sent))
                    yield from self._claims(proposal, voice, sent)
            denied = [*self_denials(sent, self.founds, told, self._is, self.arguments), *taken_up(sent, self.founds, told, self._is)]
            for proposal, voice in denied:
                yield from self._claims(proposal, voice, sent)

    def _proposals(self, sent: Sent) -> Iterator[Proposal]:
        tokens = list(sent.span)
        schema = self.by.schema
        if sent.record.kind == "byline":
            yield from page_claims(self.parsed, sent, self.arguments)
            return
        found = list(frame_claims(iter(tokens), schema, self.arguments))
        found += cause_claims(tokens, schema, self.arguments)
        found += role_claims(tokens, schema, self.arguments)
        found += affiliation_claims(tokens, schema, self.arguments)
        found += nationality_claims(tokens, schema, self.arguments)
        found += place_claims(tokens, schema, self.arguments)
        found = [self._of_names(p) for p in found]
        found += self.pairs.claims(sent, found)
        yield from _distinct(found)
        for proposal, note in unmatched_claims(tokens, found, self.arguments):
            self.unmatched.append((*note, sent.record.start, sent.record.end))
            if self.by.open:
                yield proposal

    def _of_names(self, proposal: Proposal) -> Proposal:
        """In `his wife, Mary, …` of Mary rather than of the description beside her name."""
        subject, object_ = self._named(proposal.subject), proposal.object and self._named(proposal.object)
        if (subject, object_) == (proposal.subject, proposal.object):
            return proposal
        return dataclasses.replace(proposal, subject=subject, object=object_)

    def _named(self, ref: Ref) -> Ref:
        return self.chains.attributes.get(ref.id, ref)

    def _voices(self, proposal: Proposal) -> list[Voice]:
        reason = self._unfit(proposal)
        if reason:
            return [Voice(refused=reason)]
        own = frozenset(i for i in covering(proposal.anchor.i, self.founds) if self._is(self.founds[i].source_head, proposal.subject))
        return voices_of(proposal, self.founds, own)

    def _unfit(self, proposal: Proposal) -> str | None:
        """Why the schema refuses the ends of a proposal, or None."""
        subject = self.arguments.type_of(proposal.subject)
        object_ = self.arguments.type_of(proposal.object) if proposal.object else None
        if subject is None or (proposal.object and object_ is None):
            return "a pronoun that stands for nothing known"
        if any(self._is_said_of_another(proposal, r) for r in (proposal.subject, proposal.object) if r):
            return "a description that is said of another"
        relation = self.by.schema.relations[proposal.relation]
        if proposal.object and not relation.reflexive and self._stands_for(proposal.subject) == self._stands_for(proposal.object):
            return "both ends are one and the same"
        return self.by.schema.check_ends(proposal.relation, subject, object_ or relation.range[0])

    def _is_said_of_another(self, proposal: Proposal, ref: Ref) -> bool:
        """Is an end of a relation the words themselves that say it of somebody: the `member of Y` of `X is no member of Y`?"""
        if ref.kind != "nominal" or ref.type == "Position" or not ref.start <= proposal.predicate[0] < ref.end:
            return False
        noun = self.parsed.doc[ref.head]
        verb = noun.head
        said = noun.dep_ in ("attr", "oprd")
        if noun.dep_ == "pobj":
            said = (noun.head.lower_ == "but") or (noun.head.lower_ == "as" and verb.head.pos_ == "VERB")
        while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
            verb = verb.head
        return said and (
            verb.tag_ in ("VB", "VBG") or any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ not in ("it", "there") for c in verb.children)
        )

    def _stands_for(self, ref: Ref) -> str:
        return self.chains.best.get(ref.id, ref).id

    def _is(self, head: int | None, other: Ref | int | None) -> bool:
        """Is who the token of that index names as a source the same as another mention or source?"""
        one, other = self._author(head), other if isinstance(other, Ref) else self._author(other)
        return one is not None and other is not None and self._stands_for(one) == self._stands_for(other)

    def _author(self, head: int | None) -> Ref | None:
        return author_of(self.mentions.over(self.parsed.doc[head]), self.mentions) if head is not None else None

    def _claims(self, proposal: Proposal, voice: Voice, sent: Sent) -> Iterator[Claim]:
        """One claim a source: `A, B and C say` is held by three."""
        outer = tuple(self.attributions[i].id for i in voice.chain[:-1])
        if not voice.chain:
            yield self._claim(proposal, voice, sent, ())
            return
        for attribution in self._each_source(voice.chain[-1]):
            yield self._claim(proposal, voice, sent, (*outer, attribution.id))

    def _each_source(self, index: int) -> list[Attribution]:
        """The attribution itself and, where its source is coordinated, one for each of the others."""
        first, found = self.attributions[index], self.founds[index]
        if found.source_head is None or found.source is None:
            return [first]
        heads = with_conjuncts(self.parsed.doc[found.source_head])[1:]
        others = [h for h in heads if found.source[0] <= h.i < found.source[1] and self.mentions.over(h)]
        made = [first]
        for head in others:
            ref = self.mentions.over(head)
            if ref and ref.type in self.by.schema.types and self.by.schema.is_a(ref.type, "Agent"):
                more = self._attribution(dataclasses.replace(found, source=(ref.start, ref.end), source_head=head.i))
                made.append(dataclasses.replace(more, parent=first.parent))
        self.more.update({a.id: a for a in made[1:]})
        return made

    def _claim(self, proposal: Proposal, voice: Voice, sent: Sent, chain: tuple[str, ...]) -> Claim:
        start, end = self._span(proposal, sent)
        event, utterance = claim_times(proposal, voice, self.founds, self.parsed)
        value = _characters(self.parsed.doc, proposal.value)
        text = self.parsed.article.text
        predicate = _characters(self.parsed.doc, proposal.predicate)
        object_ = proposal.object.id if proposal.object else None
        literal = text[value[0] : value[1]] if value else None
        quantity = find_quantity(proposal.amount, text) if proposal.amount is not None else None
        return Claim(
            id=make_id(
                "c",
                self.parsed.article.id,
                start,
                end,
                proposal.subject.id,
                proposal.relation,
                object_,
                literal,
                chain,
                voice.polarity,
            ),
            article=self.parsed.article.id,
            sentence=sent.record.id,
            start=start,
            end=end,
            subject_mention=proposal.subject.id,
            relation=proposal.relation,
            object_mention=object_,
            value=literal,
            predicate_start=predicate[0] if predicate else None,
            predicate_end=predicate[1] if predicate else None,
            attributions=chain,
            polarity=voice.polarity,
            certainty=voice.certainty,
            event_time=event,
            utterance_time=utterance,
            quantity=quantity,
            implicit=proposal.implicit,
            run=self.by.run,
            rule=proposal.rule,
            confidence=self._confidence(proposal, bool(chain)),
            role=proposal.role,
        )

    def _confidence(self, proposal: Proposal, attributed: bool) -> float:
        if not self.by.calibrated:
            return proposal.confidence
        ends = proposal.subject.kind, proposal.object.kind if proposal.object else "value"
        return confidence(proposal.rule, proposal.confidence, ends, attributed)

    def _span(self, proposal: Proposal, sent: Sent) -> tuple[int, int]:
        """The smallest stretch of the sentence that has the predicate and those ends that stand in it."""
        ranges = [proposal.predicate]
        ranges += [(r.start, r.end) for r in (proposal.subject, proposal.object) if r and sent.span.start <= r.start < sent.span.end]
        if proposal.value:
            ranges.append(proposal.value)
        doc = self.parsed.doc
        inside = [(s, e) for s, e in ranges if sent.span.start <= s and e <= sent.span.end] or [(sent.span.start, sent.span.end)]
        first, last = doc[min(s for s, _ in inside)], doc[max(e for _, e in inside) - 1]
        return first.idx, last.idx + len(last)


def _distinct(proposals: list[Proposal]) -> Iterator[Proposal]:
    """One proposal for one relation between the same two mentions; the surer one."""
    best: dict[tuple[object, ...], Proposal] = {}
    for p in proposals:
        key = (p.relation, p.subject.id, p.object.id if p.object else p.value)
        if key not in best or p.confidence > best[key].confidence:
            best[key] = p
    yield from best.values()


def _characters(doc: Doc, tokens: tuple[int, int] | None) -> tuple[int, int] | None:
    """Code points [start, end) of tokens [start, end)."""
    if tokens is None or tokens[0] >= tokens[1]:
        return None
    last: Token = doc[tokens[1] - 1]
    return doc[tokens[0]].idx, last.idx + len(last)
