"""Claims by roles: who is what, of what; kin; places in places; whose a thing is.

"US Defense Secretary Lloyd Austin", "Kyrylo Budanov, head of Ukraine's military intelligence", "she was named chair of …",
"his wife, Mary". These are standing facts in the article's own voice unless they stand inside quotation marks. Who holds a
role, holders.py finds; what it is of, this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import objects_of
from kg.extract.holders import Role, holders
from kg.extract.mentions import Ref, is_adjective
from kg.extract.nominals import ARTICLES
from kg.extract.phrases import end_of_description
from kg.extract.proposals import Proposal
from kg.schema import Frame, Schema

HEDGES = frozenset(["self-proclaimed", "self-styled", "former", "ex", "late", "acting", "interim", "then-"])
IMPLICIT = 0.6  # how sure a body is that only the sentences before name


def role_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """The claims of all role nouns in a sentence."""
    named = [(t, *_name(t, tokens[0].i, schema)) for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    inside = {i for token, _, start in named for i in range(start, token.i)}  # the secretary in `secretary of state`
    for token, name, start in named:
        frames = schema.frames_by_lemma.get(("role", name), ())
        if not frames or token.i in inside:
            continue
        for role in holders(token, name, start, arguments):
            yield from _of_role(role, frames, schema, arguments)


def _name(token: Token, first: int, schema: Schema) -> tuple[str, int]:
    """(role as the schema knows it, its first token): the longest of up to three words of the sentence, which begins at the
    token `first`, that end at the token."""
    lemma = token.lemma_.lower()
    for start in range(max(token.i - 2, first), token.i + 1):
        before = "".join(f"{t.lower_} " for t in token.doc[start : token.i])
        for name in (before + lemma, before + token.lower_):
            if ("role", name) in schema.frames_by_lemma:
                return name, start
    return lemma, token.i


def _of_role(role: Role, frames: tuple[Frame, ...], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """The relations of one holder; a fallback only where nothing else was found."""
    found: set[str] = set()
    for frame in sorted(frames, key=lambda f: bool(f.fallback)):
        if found & set(frame.fallback) or ("any" in frame.fallback and found):
            continue
        type_ = arguments.type_of(role.holder)
        if type_ is None or not schema.fits(type_, frame.domain):
            continue
        targets = _targets(role, frame, arguments)
        for target in targets:
            if target.id != role.holder.id:
                found.add(frame.relation)
                yield _proposal(role, frame, target)
        if not targets and frame.relation == "leader_of" and (body := _body_in_focus(role, arguments)):
            yield replace(_proposal(role, frame, body), implicit=("object",), confidence=IMPLICIT)


def _proposal(role: Role, frame: Frame, target: Ref) -> Proposal:
    doc = role.token.doc
    qualifiers = [t.lower_ for t in doc[role.start : role.token.i] if t.lower_ in HEDGES]
    return Proposal(
        relation=frame.relation,
        anchor=role.claimed or role.token,
        predicate=(role.token.i - role.name.count(" "), role.token.i + 1),
        subject=target if frame.inverse else role.holder,
        object=role.holder if frame.inverse else target,
        rule=f"role:{role.how}:{frame.relation}.{frame.number}",
        confidence=role.sure,
        standing=role.claimed is None,
        role=" ".join([*qualifiers, role.name]),
    )


def _body_in_focus(role: Role, arguments: Arguments) -> Ref | None:
    """In `Leader Ruth Adler resigned` the party or movement named last, at most a sentence before."""
    token, doc = role.token, role.token.doc
    if role.how != "title" or any(t.pos_ in ("NOUN", "PROPN") or t.ent_type_ for t in doc[role.start : token.i]):
        return None
    first = doc[token.sent.start - 1].sent.start if token.sent.start else 0
    for i in range(token.i - 1, first - 1, -1):
        ref = arguments.mentions.at(doc[i])
        if ref and ref.kind == "name" and ref.type in ("Party", "Organization"):
            return ref
    return None


def _targets(role: Role, frame: Frame, arguments: Arguments) -> list[Ref]:
    """Whose or what: in the slots of the frame, or the position itself."""
    for slot in frame.object:
        if slot == "self":
            if role.how != "description":
                return [_position(role, arguments)]
            continue
        found = [r for t in _slot(role, slot) if (r := _typed(t, frame, arguments))]
        if slot == "demonym":  # the Russian editor, but not the Russia editor
            found = [r for r in found if is_adjective(r, arguments.mentions)]
        if found:
            return found[:1] if slot in ("compound", "demonym") else found
    return []


def _typed(token: Token, frame: Frame, arguments: Arguments) -> Ref | None:
    """What a token in a slot stands for, where the frame takes it; of pronouns only possessive ones say what a role is of."""
    ref = arguments.mentions.over(token)
    apt = token.pos_ in ("NOUN", "PROPN") if ref is None else ref.kind != "pronoun" or token.dep_ == "poss"
    return arguments.find(token, frame.range) if apt else None


def _slot(role: Role, slot: str) -> list[Token]:
    """Tokens in a slot of a role noun: what stands before it counts too where the parser hangs it on the name."""
    token, doc = role.token, role.token.doc
    if slot in ("poss", "compound", "demonym"):
        before = [t for t in doc[role.start : role.token.i] if t.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and doc[t.i + 1].text != "-"]
        if slot == "poss":
            return [t for t in before if t.dep_ == "poss" and t.head.i >= token.i]
        return [t for t in reversed(before) if t.dep_ != "poss"]
    if slot == "holder":  # President NAME of …
        prepared = doc[role.holder.head].rights if role.how == "title" else ()
        return [p for c in prepared if c.dep_ == "prep" and c.lower_ == "of" for p in objects_of(c)]
    own = [p for c in token.children if c.dep_ == "prep" and c.lower_ == slot for p in objects_of(c)]
    if own or slot != "at":
        return own
    inner = doc[token.i + 1 : end_of_description(token)]  # professor of history at …
    return [p for c in inner if c.dep_ == "prep" and c.lower_ == slot for p in objects_of(c)]


def _position(role: Role, arguments: Arguments) -> Ref:
    """The office as a mention: `President of Belarus`, `BBC Russia editor`; articles and hedges left out."""
    doc, token = role.token.doc, role.token
    start, end = role.start, token.i + 1
    while start < token.i and _no_part(doc[start]):
        start += 1
    end = _with_of(token, doc, end)
    return arguments.mentions.add_beside(start, end, token.i, "Position")


def _no_part(token: Token) -> bool:
    """Articles, hedges, marks and possessive pronouns are no part of an office's name."""
    return token.lower_ in ARTICLES or token.lower_ in HEDGES or token.is_punct or token.dep_ == "case" or token.tag_ == "PRP$"


def _with_of(token: Token, doc: Doc, end: int) -> int:
    """Where an office ends that goes on with `of …`, `for …`, `at …` at the token `end`; else `end`."""
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.i == end and prep.lower_ in ("of", "for", "at"):
            objects = [c for c in prep.children if c.dep_ == "pobj"]
            if objects:
                stop = [t.left_edge.i for t in objects[0].rights if t.dep_ in ("relcl", "acl", "punct", "appos", "prep")]
                end = min([*stop, objects[0].right_edge.i + 1])
    return end
