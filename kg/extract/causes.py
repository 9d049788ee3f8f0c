"""Cause and effect between two things that a sentence says: `rose because …`, `closed due to …`, `…, as troops had left`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.matters import matter
from kg.extract.mentions import Ref
from kg.extract.proposals import Proposal
from kg.schema import Schema

RELATION = "leads_to"
MATTERS = ("Event", "Topic")
TENSES = frozenset(["VBD", "VBZ", "VBP"])
# Prepositions that name a cause, as they stand in the text.
CAUSAL = tuple(
    tuple(words.split())
    for words in (
        "because of",
        "due to",
        "owing to",
        "thanks to",
        "as a result of",
        "as a consequence of",
        "on account of",
        "in the wake of",
    )
)

FIRST = frozenset(words[0] for words in CAUSAL)


def cause_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """What the sentence itself says of one matter being the reason for another."""
    if RELATION not in schema.relations:
        return
    for token in tokens:
        if token.dep_ == "advcl" and (mark := _because(token)) is not None and not _comments(token, mark, schema):
            yield from _proposal(matter(token, arguments), matter(_main(token.head), arguments, _range(token)), mark)
        elif token.dep_ == "advcl" and (mark := _condition(token)) is not None:
            yield from _proposal(matter(token, arguments), matter(token.head, arguments, _range(token)), mark, token.head)
        elif token.lower_ in FIRST and (phrase := next((w for w in CAUSAL if _stands(token, w)), None)):
            yield from _by_preposition(token, token.i + len(phrase), arguments)


def _because(verb: Token) -> Token | None:
    """The conjunction that makes a clause a reason. `as` does behind a comma or with the perfect: else it tells when."""
    main = verb.head
    if main.pos_ not in ("VERB", "AUX") or main == verb or any(_says(v) or _refers_back(v) for v in (verb, main)):
        return None
    for child in verb.children:
        if child.dep_ in ("mark", "advmod") and child.lower_ == "because":
            return child
        if child.dep_ == "mark" and child.lower_ == "as" and child.i > main.i and _tells_why(verb, child):
            return child
    return None


def _condition(verb: Token) -> Token | None:
    """The `if` of something that would have a consequence: `if the merger goes ahead, jobs would be lost`."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "if"), None)
    main = verb.head
    if mark is None or main.pos_ not in ("VERB", "AUX") or _says(main) or mark.i and mark.nbor(-1).lower_ in ("even", "only", "as"):
        return None
    told = any(c.dep_ in ("nsubj", "nsubjpass", "expl") and c.pos_ in ("NOUN", "PROPN") or c.dep_ == "expl" for c in main.children)
    modal = any(c.dep_ == "aux" and c.lower_ in ("would", "will", "could", "might", "may") for c in main.children)
    return mark if told and modal and any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) else None


def _range(verb: Token) -> tuple[int, int]:
    return verb.left_edge.i, verb.right_edge.i + 1


def _main(verb: Token) -> Token:
    """The clause that a time is given for: it was shocking, not `when I read it`, because …; of `was unable to leave because …`
    the whole, for nobody left."""
    dated = verb.dep_ == "advcl" and any(c.lower_ in ("when", "while", "after", "before") for c in verb.children)
    verb = verb.head if dated else verb
    while verb.dep_ == "acomp" or (verb.dep_ == "xcomp" and verb.head.pos_ in ("VERB", "AUX", "ADJ")):
        verb = verb.head
    return verb


def _tells_why(verb: Token, mark: Token) -> bool:
    doc = verb.doc
    if not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) or doc[mark.i - 1].lower_ in ("just", "even", "same", "as", "such"):
        return False
    behind = ("attr", "acomp", "advmod", "dobj", "ccomp", "xcomp") if verb.lemma_ == "do" else ("attr", "acomp", "prep", "advmod")
    if verb.lemma_ in ("be", "do") and not any(c.dep_ in behind for c in verb.rights):  # …, as many are; …, as I do with everybody
        return False
    perfect = verb.tag_ == "VBN" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    modal = any(c.tag_ == "MD" for c in verb.children)
    return perfect or (doc[mark.i - 1].text == "," and (modal or verb.tag_ in ("VBZ", "VBP", "VBG")))


def _says(verb: Token) -> bool:
    """A clause that only reports another: it is the reported one that would be the reason."""
    return any(c.dep_ in ("ccomp", "parataxis") for c in verb.children)


def _comments(verb: Token, mark: Token, schema: Schema) -> bool:
    """`…, as the mayor says`."""
    return mark.lower_ == "as" and (verb.lemma_.lower(), "verb") in schema.cues


def _refers_back(verb: Token) -> bool:
    """`…, as this would mean war`: the clause speaks of its own main clause."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ in ("this", "that", "which", "who") for c in verb.children)


def _stands(token: Token, words: tuple[str, ...]) -> bool:
    doc = token.doc
    return token.lower_ == words[0] and tuple(t.lower_ for t in doc[token.i : token.i + len(words)]) == words


def _by_preposition(first: Token, end: int, arguments: Arguments) -> Iterator[Proposal]:
    """The object behind the words [first, end) as the cause of the clause or the matter that they hang on."""
    doc = first.doc
    inside = range(first.i, end)
    cause = next((c for i in inside for c in doc[i].children if c.dep_ == "pobj" and c.i >= end), None)
    above = next((a for a in first.ancestors if a.i not in inside), None)
    if cause is None or above is None or cause.ent_type_ in ("DATE", "TIME"):
        return
    above = _joined(first, above, cause)
    while above.dep_ in ("xcomp", "acomp", "amod", "prep", "advmod") and above.head != above:  # is closed due to; late because of
        above = above.head
    ref = arguments.find(cause, MATTERS)
    if above.pos_ in ("VERB", "AUX") and not _refers_back(above):
        yield from _proposal(ref, matter(above, arguments, (first.i, cause.right_edge.i + 1)), first, above)
    elif above.pos_ == "NOUN":
        yield from _proposal(ref, arguments.find(above, MATTERS), first)


def _joined(first: Token, above: Token, cause: Token) -> Token:
    """`worked at night and, due to lack of sleep, fell ill`: of two coordinated verbs the one behind the phrase."""
    before = first.nbor(-1) if first.i else first
    if before.dep_ != "cc" and not (before.text == "," and before.i and before.nbor(-1).dep_ == "cc"):
        return above
    behind = first.doc[cause.right_edge.i + 1 : cause.right_edge.i + 4]
    return next((t for t in behind if t.tag_ in TENSES), above)


def _negated(ref: Ref, mark: Token) -> bool:
    """What did not happen has no cause that could be told apart from a reason for it not to."""
    return any(c.dep_ == "neg" for c in mark.doc[ref.head].children)


def _proposal(cause: Ref | None, effect: Ref | None, mark: Token, anchor: Token | None = None) -> Iterator[Proposal]:
    if cause is not None and effect is not None and not effect.start <= cause.start < effect.end and not _negated(effect, mark):
        yield Proposal(RELATION, anchor or mark, (mark.i, mark.i + 1), cause, effect, f"cause:{mark.lower_}", 0.75)
