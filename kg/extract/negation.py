"""Which words turn a predicate round, and which only look as if they did.

`not`, `never`, `no longer`, `neither … nor`, an argument with `no`, `anything but`, `far from`; but not `not only`, `did not …
until`, `no fewer than`, `hardly had he …`, nor the half of `not A but B` that is meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

NOT = frozenset(["not", "n't"])
NEGATIVE_ADVERBS = frozenset(["never", "nowhere"])
SCARCELY = frozenset(["hardly", "scarcely", "barely"])
PAIRED = frozenset(["neither", "nor"])
NOBODY = frozenset(["nobody", "none", "nothing", "neither"])
HARDLY_ANY = frozenset(["little", "few"])  # little suggests that; but not `a few say`, `quite a few say`
BOUNDS = frozenset(["fewer", "less", "more", "later", "sooner", "doubt"])  # no fewer than 600; no doubt
LIMITS = frozenset(["only", "just", "merely", "simply", "solely", "necessarily"])
SAVE = frozenset(["but", "except", "save", "besides", "other"])
UNTIL = frozenset(["until", "till"])
ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "attr", "csubj")
IN_NO_WAY = frozenset(["way", "mean", "means", "circumstance", "point", "time", "account", "case", "condition", "sense", "event", "one"])


def is_negated(predicate: Token, ends: tuple[Token, ...]) -> bool:
    """Is a predicate negated by its own adverbs and arguments? `ends` are the heads of the claim's ends, whose own negation
    is told by `is_excluded`."""
    adverbs = sum(_denies(child, predicate, ends) for child in predicate.children)
    counted = {root_of(end) for end in ends}
    arguments = any(c.dep_ in ARGUMENTS and c not in counted and says_no(c) for c in predicate.children)
    return bool(adverbs % 2) != arguments


def is_excluded(end: Token) -> bool:
    """Is it said of an end of a claim that it is not meant: `no town`, `neither A nor B`, `not A but B`, `B, not A`?"""
    root = root_of(end)
    if says_no(root):
        return True
    if _not_before(end) is not None and (end != root or _has_but(root)):
        return True
    return end == root and not _has_but(root) and _brought_out(root)


def _brought_out(noun: Token) -> bool:
    """Is it A in `it was not A who …`?"""
    verb = noun.head
    if noun.dep_ != "attr" or verb.lemma_ != "be" or not any(c.dep_ == "relcl" for c in noun.children):
        return False
    negated = any(c.dep_ == "neg" and _next(c) not in LIMITS for c in verb.children)
    return negated and any(c.dep_ == "nsubj" and c.lower_ in ("it", "this", "that") for c in verb.children)


def root_of(noun: Token) -> Token:
    """The first of the nouns that a noun is coordinated with."""
    while noun.dep_ in ("conj", "appos") and noun.head.pos_ in ("NOUN", "PROPN", "PRON") and noun.head != noun:
        noun = noun.head
    return noun


def says_no(noun: Token) -> bool:
    """Is it `nobody`, `no town`, `neither A`, `not a single town`, and not `no fewer than` or `nobody but A`?"""
    if any(c.i > noun.i and c.lower_ in SAVE for c in noun.children):
        return noun.lower_ == "anything"
    if noun.lower_ in NOBODY or (noun.lower_ in HARDLY_ANY and not any(c.dep_ in ("det", "advmod", "amod") for c in noun.children)):
        return True
    return any(_is_no(c) for c in noun.children if c.i < noun.i)


def _is_no(word: Token) -> bool:
    behind = _next(word)
    if word.lower_ in NOT:
        return behind in ("a", "one", "all", "every", "many", "any", "even")
    return word.lower_ in ("no", "neither") and behind not in BOUNDS | {"longer", "other"}


def _denies(child: Token, predicate: Token, ends: tuple[Token, ...]) -> bool:
    """Does a word below a predicate negate it?"""
    low = child.lower_
    if low in SCARCELY:
        return _hardly_ever(child, predicate)
    if low == "far" and child.i > predicate.i and _from_a_noun(child):
        return True
    if low in PAIRED:
        return child.i < predicate.i and child.dep_ in ("cc", "preconj", "advmod", "neg", "det")
    if child.dep_ == "prep":
        return any(c.dep_ == "pobj" and c.lemma_.lower() in IN_NO_WAY and says_no(c) for c in child.children) and not (
            low == "in" and any(c.lower_ == "time" for c in child.children)
        )
    if low == "longer" or (low == "more" and _next(child) != "than"):
        return bool(child.i) and child.nbor(-1).lower_ == "no"
    if child.dep_ != "neg" and low not in NEGATIVE_ADVERBS:
        return False
    if any(_is_meant(end) for end in ends):
        return False
    bound_up = _next(child) in LIMITS | UNTIL | {"longer"} or (low == "no" and _next(child) in BOUNDS)
    bound_up |= low in NOT and _comments(child, predicate)
    return not (bound_up or _until(predicate) or _contrasts(child, ends))


def _from_a_noun(far: Token) -> bool:
    """Is it `far from an ally`? Of `far from suing` the gerund's own way up tells."""
    return any(c.lower_ == "from" and not any(g.dep_ == "pcomp" for g in c.children) for c in far.children)


def _comments(negation: Token, predicate: Token) -> bool:
    """Is it the `not` of `Not surprisingly, they sued`, `Not for the first time, they sued`?"""
    first = next((c for c in predicate.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    before = first is not None and negation.i < first.i
    return before and not any(c.dep_ in ("aux", "auxpass") and first is not None and c.i < first.i for c in predicate.children)


def _hardly_ever(adverb: Token, predicate: Token) -> bool:
    """`hardly ever`, `could hardly`, `is hardly an ally` deny; `had hardly arrived when …` doesn't."""
    modal = any(c.dep_ == "aux" and c.lower_ in ("can", "could", "would") for c in predicate.children)
    said_of = predicate.lemma_ == "be" and any(c.dep_ in ("attr", "acomp") for c in predicate.children)
    return modal or said_of or _next(adverb) in ("ever", "any", "anyone", "anything")


def _until(predicate: Token) -> bool:
    """Is it said since when (`did not sue until March`), and not that it never was?"""
    around = [*predicate.children, *(g for c in predicate.children if c.i > predicate.i for g in c.children)]
    return any(t.lower_ in UNTIL for t in around)


def _contrasts(negation: Token, ends: tuple[Token, ...]) -> bool:
    """Is it the `not` of `not A but B` or `B, not A`, where A or B is an end of the claim?"""
    if negation.lower_ not in NOT:
        return False
    members = [(m, root_of(end)) for end in ends for m in _members(end)]
    return any(_not_before(m) == negation and (m != root or _has_but(root)) for m, root in members)


def _is_meant(end: Token) -> bool:
    """Is it B in `did not sue A but B`?"""
    root = root_of(end)
    behind = [c for m in _members(root) for c in m.children if c.lower_ == "but" and root.i < c.i < end.i]
    return end != root and bool(behind) and _not_before(end) is None


def _members(noun: Token) -> Iterator[Token]:
    root = root_of(noun)
    yield root
    yield from root.conjuncts


def _has_but(root: Token) -> bool:
    """Are nouns set against each other with `but` or `rather`?"""
    joined = [c for member in _members(root) for c in member.children]
    return any(c.lower_ in ("but", "rather") and c.i > root.i for c in joined)


def _not_before(noun: Token) -> Token | None:
    """The `not` in front of a noun phrase or at its beginning; None where there is none or it is `not only`."""
    left = min([c.left_edge.i for c in noun.lefts], default=noun.i)
    for i in (left, left - 1):
        if i >= 0 and noun.doc[i].lower_ in NOT and noun.doc[i].sent == noun.sent:
            return None if _next(noun.doc[i]) in LIMITS else noun.doc[i]
    return None


def _next(token: Token) -> str:
    return token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
