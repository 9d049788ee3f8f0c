"""Who holds a role, and how that is told: a title before a name, an apposition, a copula or an `as` phrase, or nobody named.

"US Defense Secretary Lloyd Austin", "Kyrylo Budanov, head of …", "she was named chair of …", "served as mayor".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.arguments import Arguments
from kg.extract.clauses import dependents, own_subject, predicate, with_conjuncts
from kg.extract.mentions import Ref
from kg.extract.phrases import end_of_description

COPULAS = frozenset(["be", "become", "remain", "stay"])
AS_VERBS = frozenset(
    """
    serve work act appoint name elect reelect choose nominate hire install swear return resign continue describe know
    """.split()
)
NAMING = frozenset(["name", "appoint", "elect", "reelect", "make", "choose", "nominate", "crown", "call", "declare", "proclaim"])
BEFORE = frozenset(["compound", "amod", "poss", "nmod", "nummod", "quantmod"])
TITLE, APPOSITIVE, COPULA, BARE = 0.9, 0.85, 0.85, 0.75  # how sure each way is


@dataclass(frozen=True, slots=True)
class Role:
    """A role noun: the token its phrase starts at, the words the schema knows it by, who holds it and how that is told
    (`title`, `appositive`, `copula`, `description`). `sure` is how sure that is, 0 to 1; `claimed` the verb that says it, None
    where it is only mentioned in passing.
    """

    token: Token
    start: int
    name: str
    holder: Ref
    how: str
    sure: float
    claimed: Token | None


def holders(token: Token, name: str, start: int, arguments: Arguments) -> Iterator[Role]:
    """Who has the role of a noun, whose name `name` begins at the token `start`; its own phrase where nobody is named."""
    first = _phrase_start(token, start)
    for how, sure, found in (
        ("title", TITLE, _titled(token, arguments)),
        ("appositive", APPOSITIVE, list(_apposed(token, arguments)) or _named_behind(token, arguments)),
    ):
        if found:
            yield from (Role(token, first, name, ref, how, sure, None) for ref in found)
            return
    verb, subjects = _predicated(token)
    for ref in [r for t in subjects if (r := _person(t, arguments))]:
        yield Role(token, first, name, ref, "copula", COPULA, verb)
    own = None if subjects or token.dep_ in ("compound", "amod") else _own(token, arguments)
    if own:
        yield Role(token, first, name, own, "description", BARE, None)


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
        return head, dependents(head, "dobj", "nsubjpass")
    if token.dep_ == "pobj" and head.lower_ == "as" and head.head.lemma_ in AS_VERBS:
        verb = head.head
        return verb, dependents(verb, "dobj", "nsubjpass") or _subjects(verb)
    return None, []


def _far_from(prep: Token) -> Token | None:
    """The copula of `is anything but an ally`, `is far from an ally`, else None."""
    word = prep.head
    if (word.lower_, prep.lower_) not in (("anything", "but"), ("nothing", "but"), ("far", "from")):
        return None
    return word.head if word.head.lemma_ in COPULAS else None


def _subjects(verb: Token) -> list[Token]:
    """Whom a copula speaks of, wherever in the sentence that stands."""
    found = predicate(verb)
    return (found.slots.get("subj", []) if found else []) or own_subject(verb)


def _person(token: Token, arguments: Arguments) -> Ref | None:
    """Who may hold a role: a person, or a named body or city (`Oslo, the capital of`); None for anything else."""
    ref = arguments.mentions.over(token)
    if ref is None:
        return None
    type_ = arguments.type_of(ref)
    named = type_ and ref.kind == "name" and arguments.schema.fits(type_, ("Agent", "City"))
    return ref if type_ == "Person" or named else None


def _own(token: Token, arguments: Arguments) -> Ref | None:
    """The people that the role noun itself stands for, where it is a mention of people."""
    ref = arguments.mentions.at(token)
    return ref if ref and ref.type in ("Person", "Group") else None
