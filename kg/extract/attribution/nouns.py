"""Nouns and adjectives that attribute: "Russia's claim that ...", "warnings of ...", "is confident that ..."."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.attribution.lookup import Entry, entries
from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import LIGHT, source_of
from kg.extract.attribution.spans import child, is_negated, noun_phrase, subtree, verb_group

EXPLETIVE = frozenset(["it", "there"])


def noun_drafts(page: Page) -> Iterator[Draft]:
    """An attribution for each cue noun or adjective with a content."""
    for token in page.tokens:
        if token.pos_ == "NOUN":
            draft = _noun(page, token)
        elif token.pos_ == "ADJ" or (token.tag_ == "VBN" and token.dep_ == "acomp"):
            draft = _adjective(page, token)
        else:
            continue
        if draft is not None:
            yield draft


def without_support(page: Page, drafts: list[Draft], nouns: list[Draft]) -> list[Draft]:
    """The drafts but those of a verb that only supports a cue noun ("repeated its claim that ...")."""
    heads = {draft.cue_head for draft in nouns}

    def supports(draft: Draft) -> bool:
        if draft.rule != "verb:object" or draft.cue_head is None or draft.lemma not in LIGHT:
            return False
        target = child(page.doc[draft.cue_head], "dobj")
        return target is not None and target.i in heads

    return [draft for draft in drafts if not supports(draft)]


def _noun(page: Page, noun: Token) -> Draft | None:
    for entry in entries(page, noun, "noun"):
        for frame in entry.cue.frames:
            content = _noun_content(entry, frame)
            if content is not None:
                return _noun_draft(entry, frame, content)
    return None


def _noun_content(entry: Entry, frame: str) -> Range | None:
    noun = entry.head
    if frame == "clause":
        return _that_clause(noun)
    if frame == "infinitive":
        c = next(
            (c for c in noun.children if c.dep_ in ("acl", "relcl", "xcomp") and any(a.tag_ == "TO" for a in c.children)),
            None,
        )
        return subtree(c) if c is not None else None
    governor = entry.governor if entry.governor != noun else _of(noun)
    target = child(governor, "pobj", "pcomp") if governor is not None else None
    return subtree(target) if target is not None else None


def _of(noun: Token) -> Token | None:
    return next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)


def _that_clause(noun: Token) -> Range | None:
    """As in "the claim that it rained"; "the claim is that it rained"."""
    for c in noun.children:
        if c.i > noun.i and c.dep_ in ("acl", "relcl", "ccomp", "appos") and _marked(c):
            return subtree(c)
    if noun.dep_ == "nsubj" and noun.head.lemma_ == "be":
        clause = child(noun.head, "ccomp", "advcl")
        return subtree(clause) if clause is not None and clause.i > noun.head.i and _marked(clause) else None
    return None


def _marked(clause: Token) -> bool:
    if any(c.dep_ == "mark" and c.lower_ in ("that", "whether", "if") for c in clause.children):
        return True
    objects = [c for c in clause.children if c.dep_ == "dobj"]  # `a report that A had met B`: `that` was taken for an object
    return len(objects) > 1 and objects[0].lower_ == "that" and child(clause, "nsubj") is not None


def _noun_draft(entry: Entry, frame: str, content: Range) -> Draft:
    noun = entry.head
    source, head = _holder(noun)
    start, end = noun.i, max(noun.i, entry.last) + 1
    verb = noun.head
    supported = noun.dep_ in ("dobj", "attr") and verb.lemma_ in LIGHT | {"be"} and verb.i < noun.i
    copula = noun.dep_ == "nsubj" and verb.lemma_ == "be" and verb.i < content[0]
    negated = is_negated(noun)
    if supported:
        if source is None and verb.lemma_ in LIGHT:
            source, head = source_of(verb)
        start = verb_group(verb)[0] if verb.lemma_ in LIGHT and noun.i - verb.i < 5 else start
        negated = negated or is_negated(verb)
    elif copula:
        end = max(end, verb.i + 1)
        negated = negated or is_negated(verb)
    return Draft(
        (start, end),
        noun.i,
        entry.cue.lemma,
        entry.cue.frames[frame],
        f"noun:{frame}",
        source,
        head,
        [content],
        negated,
    )


def _holder(noun: Token) -> tuple[Range | None, int | None]:
    """Whose claim it is: "Russia's claim", "a claim by Russia", "a warning from Russia", "Russian claims"."""
    owner = child(noun, "poss")
    if owner is None:
        by = next((c for c in noun.children if c.dep_ in ("prep", "agent") and c.lower_ in ("by", "from", "among")), None)
        owner = child(by, "pobj") if by is not None else None
    if owner is not None:
        return noun_phrase(owner), owner.i
    people = next(
        (c for c in noun.children if c.dep_ in ("amod", "compound") and c.ent_type_ in ("NORP", "ORG", "PERSON", "GPE")),
        None,
    )
    if people is not None and people.i < noun.i:
        return (people.left_edge.i, people.i + 1), people.i
    return None, None


def _adjective(page: Page, adjective: Token) -> Draft | None:
    verb = adjective.head
    if adjective.dep_ not in ("acomp", "oprd", "conj", "ROOT", "advcl", "amod", "acl"):
        return None
    for entry in entries(page, adjective, "adj"):
        for frame in entry.cue.frames:
            content = _adjective_content(entry, frame)
            if content is not None:
                return _adjective_draft(entry, frame, content, verb)
    return None


def _adjective_content(entry: Entry, frame: str) -> Range | None:
    adjective = entry.head
    if frame == "object":
        target = child(entry.governor, "pobj", "pcomp")
        return subtree(target) if target is not None else None
    wanted = ("xcomp",) if frame == "infinitive" else ("ccomp", "advcl")
    for governor in (adjective, adjective.head):
        for c in governor.children:
            if (
                c.i > adjective.i
                and c.dep_ in wanted
                and (frame == "infinitive" or _marked(c) or (c.dep_ == "ccomp" and child(c, "nsubj", "nsubjpass")))
            ):
                return subtree(c)
    return None


def _adjective_draft(entry: Entry, frame: str, content: Range, verb: Token) -> Draft:
    adjective = entry.head
    is_predicate = adjective.dep_ in ("acomp", "oprd") and verb.pos_ in ("VERB", "AUX")
    source, head = source_of(verb) if is_predicate else source_of(adjective)
    if head is not None and adjective.doc[head].lower_ in EXPLETIVE:
        source, head = None, None
    near = is_predicate and 0 < adjective.i - verb.i < 5
    start = verb_group(verb)[0] if near else adjective.i
    negated = is_negated(verb) if is_predicate else is_negated(adjective)
    return Draft(
        (start, max(adjective.i, entry.last) + 1),
        adjective.i,
        entry.cue.lemma,
        entry.cue.frames[frame],
        f"adjective:{frame}",
        source,
        head,
        [content],
        negated,
    )
