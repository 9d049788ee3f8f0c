"""What speaks for and against two mentions being the same, as small whole numbers; each has a weight for each class
of mention (`he`, `the …`, a name). A feature is a row of TEMPLATES: its size and how to work it out for all pairs."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kg.extract.coref.items import FAMILIES, ROLES
from kg.extract.coref.table import CLASSES, KINDS, Flags, Ints, Table, bucket

R, C, F, K = len(ROLES), len(CLASSES), len(FAMILIES), len(KINDS)
NOMINAL, NAME = 1, 2
Template = tuple[int, Callable[["Pairs"], Ints]]


class Pairs:
    """All pairs of an article, or all mentions beside themselves, with what several features need."""

    def __init__(self, table: Table, m: Ints, a: Ints) -> None:
        self.t, self.m, self.a = table, m, a
        self.back = table["sentence"][m] - table["sentence"][a]
        self.kind, self.other = table["kind"][m], table["kind"][a]

    def mine(self, name: str) -> Ints:
        """A property of the mention of each pair."""
        return self.t[name][self.m]

    def its(self, name: str) -> Ints:
        """A property of the candidate of each pair."""
        return self.t[name][self.a]

    def equal(self, left: str, right: str) -> Flags:
        """Where a property of the mention equals one of the candidate."""
        found: Flags = self.mine(left) == self.its(right)
        return found


def mix(*parts: tuple[Ints | Flags, int]) -> Ints:
    """Several small numbers as one."""
    code = np.zeros(len(parts[0][0]), np.int32)
    for values, size in parts:
        code = code * size + values.astype(np.int32)
    return code


def _number(p: Pairs) -> Ints:
    mine, its = p.mine("number"), p.its("number")
    either = (mine == 3) | (its == 3)
    agree = (mine == its) | ((mine > 0) & (its > 0))
    return mix((np.where(either, 1, np.where(agree, 0, 2)), 3), (its == 2, 2), (p.other, K))


def _gender(p: Pairs) -> Ints:
    mine, its = p.mine("gender"), p.its("gender")
    known = (mine > 0) & (its > 0)
    return mix((np.where(known, np.where(mine == its, 1, 2), 0), 3), (p.other, K))


def _animate(p: Pairs) -> Ints:
    return mix((p.mine("animate"), 3), (p.its("animate"), 3), (p.other, K))


def _clause(p: Pairs) -> Ints:
    same = p.equal("clause", "clause") & (p.back == 0)
    return np.where(same, 1 + mix((p.mine("role"), R), (p.its("role"), R)), 0).astype(np.int32)


def _nesting(p: Pairs) -> Ints:
    inside = (p.its("start") <= p.mine("start")) & (p.its("end") >= p.mine("end"))
    around = (p.mine("start") <= p.its("start")) & (p.mine("end") >= p.its("end"))
    return np.where(inside, 1, np.where(around, 2 + p.its("role"), 0)).astype(np.int32)


def _governed(p: Pairs) -> Ints:
    over = p.equal("governor", "head")
    under = p.equal("head", "governor")
    return np.where(over, 1 + p.mine("role"), np.where(under, 1 + R + p.its("role"), 0)).astype(np.int32)


def _copula(p: Pairs) -> Ints:
    found = (p.mine("role") == ROLES.index("predicate")) & (p.its("role") == 0) & p.equal("governor", "governor")
    return np.where(found, 1, 0).astype(np.int32)


def _voices(p: Pairs) -> Ints:
    """Do both stand in the article's words, in one speaker's, in different ones?"""
    same = p.equal("speaker", "speaker")
    state = np.where(same, np.where(p.mine("speaker") == 0, 0, 1), 2)
    return mix((state, 3), (p.its("class"), C))


def _speaking(p: Pairs) -> Ints:
    """Is the candidate the speaker, or the one spoken to?"""
    spoken = p.mine("speaker") != 0
    says = spoken & p.equal("speaker", "voice")
    hears = spoken & (p.mine("addressee") != 0) & p.equal("addressee", "voice")
    return np.where(says, 1, np.where(hears, 2, 0)).astype(np.int32)


def _turns(p: Pairs) -> Ints:
    """`I` for the `you` of the one before, `you` for his `I`."""
    known = p.mine("speaker") != 0
    mine, its = p.mine("class"), p.its("class")
    i_you = known & (mine == 0) & (its == 2) & p.equal("speaker", "addressee")
    you_i = known & (mine == 2) & (its == 0) & p.equal("addressee", "speaker")
    return np.where(i_you, 1, np.where(you_i, 2, 0)).astype(np.int32)


def _same_head(p: Pairs) -> Flags:
    both = (p.kind > 0) & (p.other > 0)
    found: Flags = both & (p.t.heads[p.m] == p.t.heads[p.a])
    return found


def _words(p: Pairs) -> Ints:
    """How the words of two noun phrases stand to each other, where their head is the same, and where it is not."""
    both = (p.kind > 0) & (p.other > 0)
    same_head = _same_head(p)
    full = both & (p.t.texts[p.m] == p.t.texts[p.a])
    code = np.zeros(len(p.m), np.int32)
    for n in np.flatnonzero(both):
        mine, its = p.t.words[p.m[n]], p.t.words[p.a[n]]
        if full[n]:
            code[n] = 1
        elif same_head[n]:
            code[n] = 2 if mine <= its else 3 if its <= mine else 4
        elif mine & its:
            code[n] = 5 + (2 if mine <= its else 1 if its <= mine else 0)
        else:
            code[n] = 8
    return mix((code, 9), (p.other, K))


def _named_alike(p: Pairs) -> Ints:
    """Two names: the words they share, and whether the first or the last is one of them."""
    both = (p.kind == NAME) & (p.other == NAME)
    last = both & (p.t.last_word[p.m] == p.t.last_word[p.a])
    first = both & (p.t.first_word[p.m] == p.t.first_word[p.a])
    same = both & (p.mine("family") == p.its("family"))
    return np.where(both, 1 + mix((same, 2), (first, 2), (last, 2)), 0).astype(np.int32)


def _counted(p: Pairs, wanted: Flags) -> Ints:
    """How many wanted candidates of the same mention stand nearer."""
    if not len(p.m):
        return np.zeros(0, np.int32)
    total: Ints = (np.cumsum(wanted) - wanted).astype(np.int32)
    starts = np.r_[True, p.m[1:] != p.m[:-1]]
    nearer: Ints = (total - np.maximum.accumulate(np.where(starts, total, 0))).astype(np.int32)
    return nearer


def _same_type(p: Pairs) -> Ints:
    """`the university` and the nearest name of one: 2, a farther one: 1."""
    same = p.equal("type", "type") & (p.kind > 0) & (p.other > 0) & (p.mine("special") == 1)
    return mix((np.where(same, np.where(_counted(p, same) == 0, 2, 1), 0), 3), (p.other, K))


def _spoke_last(p: Pairs) -> Ints:
    """Of two that are said to say something: is the candidate the nearest such?"""
    both = (p.mine("source") == 1) & (p.its("source") == 1)
    return np.where(both, np.where(_counted(p, both) == 0, 2, 1), 0).astype(np.int32)


def _rank(p: Pairs) -> Ints:
    """Which of those that agree in number and sex a candidate is, counted from the nearest: 8 where it does not."""
    number = p.mine("number") == p.its("number")
    number |= (p.mine("number") > 0) & (p.its("number") > 0)
    gender = (p.mine("gender") == 0) | (p.its("gender") == 0) | p.equal("gender", "gender")
    agree = number & gender
    return np.where(agree, bucket(_counted(p, agree)), 8).astype(np.int32)


TEMPLATES: dict[str, Template] = {
    "sentences between": (8, lambda p: bucket(p.back)),
    "mentions between": (8, lambda p: bucket(p.mine("at") - p.its("at"))),
    "paragraphs between": (8, lambda p: bucket(p.mine("line") - p.its("line"))),
    "class": (C, lambda p: p.its("class")),
    "role by kind": (R * K, lambda p: mix((p.its("role"), R), (p.other, K))),
    "both roles": (R * R, lambda p: mix((p.mine("role"), R), (p.its("role"), R))),
    "role in the same sentence": (R + 1, lambda p: np.where(p.back == 0, p.its("role"), R)),
    "role in the sentence before": (R + 1, lambda p: np.where(p.back == 1, p.its("role"), R)),
    "first subject": (16, lambda p: mix((p.its("first_subject"), 2), (bucket(p.back), 8))),
    "first of its sentence": (2, lambda p: p.its("opener")),
    "in the title": (2, lambda p: p.its("line") == 0),
    "number": (6 * K, _number),
    "sex": (3 * K, _gender),
    "person or thing": (9 * K, _animate),
    "kinds of thing": (F * F * K, lambda p: mix((p.mine("family"), F), (p.its("family"), F), (p.other, K))),
    "same clause": (R * R + 1, _clause),
    "one inside the other": (R + 2, _nesting),
    "governed": (2 * R + 1, _governed),
    "predicate": (2, _copula),
    "voices": (3 * C, _voices),
    "speaking": (3, _speaking),
    "turns": (3, _turns),
    "sources": (4, lambda p: mix((p.mine("source"), 2), (p.its("source"), 2))),
    "times named": (8, lambda p: p.its("size")),
    "named most": (2, lambda p: p.its("most")),
    "words": (9 * K, _words),
    "same noun": (16, lambda p: mix((_same_head(p), 2), (bucket(p.back), 8))),
    "same noun, class": (2 * C, lambda p: mix((_same_head(p), 2), (p.its("class"), C))),
    "names alike": (9, _named_alike),
    "nearest that agrees": (9, _rank),
    "same verb": (2, lambda p: p.equal("verb", "verb") & (p.back > 0) & (p.kind == 0)),
    "stored": (2, lambda p: p.its("stored")),
    "same type": (3 * K, _same_type),
    "spoke last": (3, _spoke_last),
}
