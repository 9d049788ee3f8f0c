"""Claims by roles: titles, appositives, copulas and `as` phrases; kin; places in places; whose a thing is.

"US Defense Secretary Lloyd Austin", "Kyrylo Budanov, head of Ukraine's military intelligence", "she was named chair of …",
"his wife, Mary". These are standing facts in the article's own voice unless they stand inside quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import _own_subject, objects_of, predicate, with_conjuncts
from kg.extract.mentions import Ref, is_adjective
from kg.extract.nominals import ARTICLES
from kg.extract.phrases import end_of_description
from kg.extract.proposals import Proposal
from kg.schema import Frame, Schema

COPULAS = frozenset(["be", "become", "remain", "stay"])
AS_VERBS = frozenset(
    [
        "serve",
        "work",
        "act",
        "appoint",
        "name",
        "elect",
        "reelect",
        "choose",
        "nominate",
        "hire",
        "install",
        "swear",
        "return",
        "resign",
        "continue",
        "describe",
        "know",
    ]
)
NAMING = frozenset(["name", "appoint", "elect", "reelect", "make", "choose", "nominate", "crown", "call", "declare", "proclaim"])
HEDGES = frozenset(["self-proclaimed", "self-styled", "former", "ex", "late", "acting", "interim", "then-"])
SECOND = frozenset(["deputy", "vice", "assistant", "associate"])  # to the head of a body
TITLE, APPOSITIVE, COPULA, BARE, IMPLICIT = 0.9, 0.85, 0.85, 0.75, 0.6


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun: its phrase as tokens [start, end), the words it is known by, who holds it and how that was told."""

    token: Token
    start: int
    name: str
    holder: Ref
    how: str
    sure: float
    claimed: Token | None


def role_claims(tokens: list[Token], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """The claims of all role nouns in a sentence."""
    named = [(t, *_name(t, schema)) for t in tokens if t.pos_ in ("NOUN", "PROPN", "ADJ")]
    inside = {i for token, _, start in named for i in range(start, token.i)}  # the secretary in `secretary of state`
    for token, name, start in named:
        frames = schema.frames_by_lemma.get(("role", name), ())
        if not frames or token.i in inside or _only_modifies(token, schema):
            continue
        for role in _holders(token, name, start, arguments):
            yield from _of_role(role, frames, schema, arguments)


def _only_modifies(token: Token, schema: Schema) -> bool:
    """Is the noun no role but part of the one right behind it: the deputy of `deputy defence minister`?"""
    head = token.head
    known = ("role", _name(head, schema)[0]) in schema.frames_by_lemma
    apart = any(t.pos_ not in ("NOUN", "PROPN", "ADJ") for t in token.doc[token.i + 1 : head.i])
    return token.dep_ in ("compound", "amod", "nmod") and head.i > token.i and head.pos_ == "NOUN" and known and not apart


def _name(token: Token, schema: Schema) -> tuple[str, int]:
    """(role as the schema knows it, its first token): the longest of up to three words that end at the token."""
    doc = token.doc
    for length in (3, 2, 1):
        start = token.i - length + 1
        if start < token.sent.start:
            continue
        words = [t.lower_ for t in doc[start : token.i]] + [token.lemma_.lower()]
        for name in (" ".join(words), " ".join([*words[:-1], token.lower_])):
            if ("role", name) in schema.frames_by_lemma:
                return name, start
    return token.lemma_.lower(), token.i


def _holders(token: Token, name: str, start: int, arguments: Arguments) -> Iterator[Role]:
    """Who has the role; the role's own phrase where nobody is named."""
    first = _phrase_start(token, start)
    for how, sure, found in (
        ("title", TITLE, _titled(token, arguments)),
        ("appositive", APPOSITIVE, list(_apposed(token, arguments)) or _named_behind(token, arguments)),
    ):
        if found:
            yield from (Role(token, first, name, ref, how, sure, None) for ref in found)
            return
    verb, holders = _predicated(token)
    refs = [r for t in holders if (r := _person(t, arguments))]
    for ref in refs:
        yield Role(token, first, name, ref, "copula", COPULA, verb)
    own = None if holders or token.dep_ in ("compound", "amod") else _own(token, arguments)
    if own:
        yield Role(token, first, name, own, "description", BARE, None)


BEFORE = frozenset(["compound", "amod", "poss", "nmod", "nummod", "quantmod"])


def _phrase_start(token: Token, start: int) -> int:
    """Where the words before a role begin that belong to it: `the former US Defense` of `… Secretary`."""
    doc = token.doc
    owners = [token, token.head] if token.dep_ in ("compound", "amod", "nmod", "poss") else [token]
    owners += doc[start : token.i]
    before = [c for owner in owners for c in owner.lefts if c.i < token.i and c.dep_ in BEFORE]
    first = min((c.left_edge.i for c in before), default=start)
    cut = [t.i + 1 for t in doc[min(first, start) : token.i] if t.text in (",", "(", ")", ";", ":", '"')]
    return max([min(first, start), *[c for c in cut if c <= start]])


def _titled(token: Token, arguments: Arguments) -> list[Ref]:
    """The person whose name follows the role directly; after a plural all those named."""
    doc, at = token.doc, token.i + 1
    ref = arguments.mentions.over(doc[at]) if at < len(doc) else None
    if ref is None or not _is_person(ref) or ref.start != at or doc[at].sent != token.sent:
        return []
    if token.tag_ not in ("NNS", "NNPS"):
        return [ref]
    people = [r for t in with_conjuncts(doc[ref.head]) if (r := arguments.mentions.over(t)) and _is_person(r)]
    return people or [ref]


def _is_person(ref: Ref) -> bool:
    return ref.kind == "name" and ref.type == "Person"


def _apposed(token: Token, arguments: Arguments) -> Iterator[Ref]:
    """`NAME, role of …` and `role of …, NAME`."""
    one_more = token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].dep_ == "cc"  # `NAME, NAME and the chiefs of …`
    related = [token.head] if token.dep_ == "appos" and not one_more else []
    related += [c for c in token.children if c.dep_ == "appos"]
    if token.dep_ in ("nmod", "compound") and token.head.dep_ == "appos":  # the parser makes the body the head of `head of BODY`
        related.append(token.head.head)
    if token.dep_ == "conj" and token.head.dep_ == "appos" and token.head.pos_ == "NOUN":  # NAME, founder and chairman of …
        related.append(token.head.head)
    for other in related:
        ref = _person(other, arguments)
        if ref and ref.kind == "name":
            yield ref
            return


def _named_behind(token: Token, arguments: Arguments) -> list[Ref]:
    """The person in `the head of the service, NAME, said`, wherever the parser hangs the name."""
    doc, end = token.doc, end_of_description(token)
    if token.tag_ in ("NNS", "NNPS") or end + 1 >= len(doc) or doc[end].text != "," or doc[end + 1].sent != token.sent:
        return []
    ref = arguments.mentions.over(doc[end + 1])
    if ref is None or not _is_person(ref) or ref.start != end + 1:
        return []
    closed = ref.end >= len(doc) or doc[ref.end].is_punct or doc[ref.end].dep_ == "case" or doc[ref.end].is_space
    return [ref] if closed else []


def _predicated(token: Token) -> tuple[Token | None, list[Token]]:
    """(verb, holders) of `X is the role`, `named X role`, `X serves as role`."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    head = token.head
    if token.dep_ == "pobj" and (verb := _far_from(head)) is not None:
        return verb, _subjects(verb)
    if token.dep_ == "attr" and head.lemma_ in COPULAS:
        return head, _subjects(head)
    if token.dep_ == "oprd" and head.lemma_ in NAMING:
        objects = [t for c in head.children if c.dep_ in ("dobj", "nsubjpass") for t in with_conjuncts(c)]
        return head, objects
    if token.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in AS_VERBS:
        verb = head.head
        objects = [t for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for t in with_conjuncts(c)]
        return verb, objects or _subjects(verb)
    return None, []


def _far_from(prep: Token) -> Token | None:
    """The copula of `is anything but an ally`, `is far from an ally`, else None."""
    word = prep.head
    if (word.lower_, prep.lower_) not in (("anything", "but"), ("nothing", "but"), ("far", "from")):
        return None
    return word.head if word.head.lemma_ in COPULAS else None


def _subjects(verb: Token) -> list[Token]:
    found = predicate(verb)
    return (found.slots.get("subj", []) if found else []) or _own_subject(verb)


def _person(token: Token, arguments: Arguments) -> Ref | None:
    ref = arguments.mentions.over(token)
    if ref is None:
        return None
    type_ = arguments.type_of(ref)
    named = type_ and ref.kind == "name" and arguments.schema.fits(type_, ("Agent", "City"))
    return ref if type_ == "Person" or named else None


def _own(token: Token, arguments: Arguments) -> Ref | None:
    ref = arguments.mentions.at(token)
    return ref if ref and ref.type in ("Person", "Group") else None


def _of_role(role: Role, frames: tuple[Frame, ...], schema: Schema, arguments: Arguments) -> Iterator[Proposal]:
    """The relations of one holder; a fallback only where nothing else was found."""
    found: set[str] = set()
    for frame in sorted(frames, key=lambda f: bool(f.fallback)):
        if found & set(frame.fallback) or ("any" in frame.fallback and found):
            continue
        type_ = arguments.type_of(role.holder)
        if type_ is None or not schema.fits(type_, frame.domain) or (frame.relation == "head_of" and _heads_a_part(role, arguments)):
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


def _heads_a_part(role: Role, arguments: Arguments) -> bool:
    """Does a common noun right before the role say what it is the head of: a finance director, a policy chief, a deputy head?

    An army chief or a museum director heads a body, and so the whole.
    """
    at = role.token.i - role.name.count(" ") - 1
    before = role.token.doc[at]
    if at < role.start or before.text == "-" or arguments.mentions.named(before) is not None:
        return False
    type_ = arguments.nouns.type_of(before.lemma_.lower())
    body = type_ is not None and any(arguments.schema.is_a(type_, t) for t in ("Organization", "Place", "Event"))
    return before.lower_ in SECOND or (before.pos_ == "NOUN" and not body)


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
    ref = arguments.mentions.over(token)
    if ref is None or (ref.kind == "pronoun" and token.dep_ != "poss"):
        return arguments.find(token, frame.range) if ref is None and token.pos_ in ("NOUN", "PROPN") else None
    return arguments.find(token, frame.range)


def _slot(role: Role, slot: str) -> list[Token]:
    """Tokens in a slot of a role noun: what stands before it counts too where the parser hangs it on the name."""
    token, doc = role.token, role.token.doc
    if slot in ("poss", "compound", "demonym"):
        before = [t for t in doc[role.start : role.token.i] if t.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") and doc[t.i + 1].text != "-"]
        if slot == "poss":
            return [*(t for t in before if t.dep_ == "poss" and t.head.i >= token.i), *_whose(token)]
        return [t for t in reversed(before) if t.dep_ != "poss"]
    if slot == "holder":  # President NAME of …
        prepared = doc[role.holder.head].rights if role.how == "title" else ()
        return [p for c in prepared if c.dep_ == "prep" and c.lower_ == "of" for p in objects_of(c)]
    own = [p for c in token.children if c.dep_ == "prep" and c.lower_ == slot for p in objects_of(c)]
    if own or slot != "at":
        return own
    inner = doc[token.i + 1 : end_of_description(token)]  # professor of history at …
    return [p for c in inner if c.dep_ == "prep" and c.lower_ == slot for p in objects_of(c)]


def _whose(token: Token) -> list[Token]:
    """What the relative clause is said of in `the fund, whose chairwoman …`."""
    if not any(t.tag_ == "WP$" for t in token.lefts):
        return []
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    return [clause.head] if clause is not None else []


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
    return token.lower_ in ARTICLES or token.lower_ in HEDGES or token.is_punct or token.dep_ == "case" or token.tag_ in ("PRP$", "WP$")


def _with_of(token: Token, doc: Doc, end: int) -> int:
    for prep in token.rights:
        if prep.dep_ == "prep" and prep.i == end and prep.lower_ in ("of", "for", "at"):
            objects = [c for c in prep.children if c.dep_ == "pobj"]
            if objects:
                stop = [t.left_edge.i for t in objects[0].rights if t.dep_ in ("relcl", "acl", "punct", "appos", "prep")]
                end = min([*stop, objects[0].right_edge.i + 1])
    return end
