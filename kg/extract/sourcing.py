"""Attributions as records: who is said to say something, each of several sources, and which of them are worth storing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from kg.extract.attribution import Found
from kg.extract.clauses import with_conjuncts
from kg.extract.mentions import Ref, characters
from kg.extract.reading import Reading
from kg.model import Attribution, Claim, make_id


class Sources:
    """The attributions of an article, in the order of `reading.founds`, and those of coordinated sources as claims ask for them."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._of_conjuncts: dict[str, Attribution] = {}
        alone = [self._attribution(f) for f in reading.founds]
        parents = [alone[f.parent].id if f.parent is not None else None for f in reading.founds]
        self._attributions = [dataclasses.replace(a, parent=p) for a, p in zip(alone, parents, strict=True)]

    def chains(self, voice: tuple[int, ...]) -> list[tuple[str, ...]]:
        """The ids of attributions that a claim in this voice goes through, the outermost first: one chain a source, for what
        `A, B and C say` is held by three; an empty one for the article's own voice."""
        if not voice:
            return [()]
        outer = tuple(self._attributions[i].id for i in voice[:-1])
        return [(*outer, attribution.id) for attribution in self._each_source(voice[-1])]

    def kept(self, claims: Iterable[Claim]) -> tuple[Attribution, ...]:
        """Every attribution that lies in no other, and of those inside others the ones that a claim's chain goes through."""
        known = {a.id: a for a in (*self._attributions, *self._of_conjuncts.values())}
        used = {id_ for c in claims for id_ in c.attributions}
        for id_ in list(used):
            parent = known[id_].parent
            while parent and parent not in used:
                used.add(parent)
                parent = known[parent].parent
        return tuple(a for a in known.values() if a.id in used or (a.parent is None and a.id not in self._of_conjuncts))

    def _each_source(self, index: int) -> list[Attribution]:
        """The attribution itself and, where its source is coordinated, one for each of the others."""
        first, found = self._attributions[index], self._reading.founds[index]
        if found.source_head is None or found.source is None:
            return [first]
        others, schema = [], self._reading.arguments.schema
        for head in with_conjuncts(self._reading.parsed.doc[found.source_head])[1:]:
            ref = self._reading.mentions.over(head) if found.source[0] <= head.i < found.source[1] else None
            if ref and ref.type in schema.types and schema.is_a(ref.type, "Agent"):  # a small schema may lack a pronoun's type
                other = self._attribution(dataclasses.replace(found, source=(ref.start, ref.end), source_head=head.i))
                others.append(dataclasses.replace(other, parent=first.parent))
        self._of_conjuncts.update({a.id: a for a in others})
        return [first, *others]

    def _attribution(self, found: Found) -> Attribution:
        doc, article = self._reading.parsed.doc, self._reading.parsed.article.id
        source = self._mention(found.source_head)
        mention = source.id if source else None
        source_span, cue_span = characters(doc, found.source), characters(doc, found.cue)
        content = tuple(s for c in found.content if (s := characters(doc, c)))
        return Attribution(
            id=make_id("t", article, source_span, cue_span, content, mention),
            article=article,
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

    def _mention(self, head: int | None) -> Ref | None:
        """The mention stored as a source: the name beside a description; None for a pronoun that stands for nobody known."""
        author = self._reading.source(head)
        source = self._reading.named(author) if author else None
        if source and source.kind == "pronoun" and self._reading.chains.best.get(source.id, source).kind == "pronoun":
            return None
        return source
