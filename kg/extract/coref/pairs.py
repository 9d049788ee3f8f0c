"""Which earlier mentions a mention may take up: the candidates, nearest first, cut to a number."""

from __future__ import annotations

import numpy as np

from kg.extract.coref.table import CLASSES, KINDS, Flags, Ints, Table

MOST = 40
WINDOW = 700  # mentions back
FIRST, WE, YOU, HE, SHE, IT, THEY, THIS = range(8)
PRONOUN, NOMINAL, NAME, DEMONYM = range(4)
PERSON, ANY = 0, 7
assert CLASSES[:8] == ("i", "we", "you", "he", "she", "it", "they", "this") and KINDS[2] == "name"


def pairs_of(table: Table, open_: Flags) -> tuple[Ints, Ints]:
    """(mention, candidate) of all pairs, by mention; for mentions that are still `open_` alone."""
    left, right = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    for m in np.flatnonzero(open_).tolist():
        a = np.arange(max(0, m - WINDOW), m, dtype=np.int32)
        fitting = a[_may_be(table, m, a)][::-1][:MOST]
        left.append(np.full(len(fitting), m, np.int32))
        right.append(fitting)
    return np.concatenate(left), np.concatenate(right)


def _may_be(t: Table, m: int, a: Ints) -> Flags:
    back = t["sentence"][m] - t["sentence"][a]
    around = (t["start"][a] <= t["start"][m]) & (t["end"][a] >= t["end"][m]) & (t["end"][a] - t["start"][a] > 1)
    inside = around & (t["head"][a] != t["head"][m]) & (t["kind"][m] != PRONOUN)
    same_head = t["head"][a] == t["head"][m]
    kind = t["kind"][m]
    if kind == PRONOUN:
        near = _pronoun(t, m, a, back)
    elif kind == NOMINAL:
        near = _nominal(t, m, a, back)
    else:
        near = _name(t, m, a, back)
    found: Flags = near & ~same_head & ~inside
    return found


def _pronoun(t: Table, m: int, a: Ints, back: Ints) -> Flags:
    cls, kinds, classes, family = t["class"][m], t["kind"][a], t["class"][a], t["family"][a]
    personal = classes <= YOU
    same_voice = t["speaker"][a] == t["speaker"][m]
    if cls <= YOU:
        spoken = t["speaker"][m] != 0
        told = ((t["voice"][a] == t["speaker"][m]) | (t["voice"][a] == t["addressee"][m])) & spoken
        near = (back <= 6) & ((classes == cls) | (personal | (classes == THEY)) | (family == PERSON))
        on = same_voice & spoken & (classes == cls) & (back <= 30)
        found: Flags = near | on | told | ((cls == WE) & (back <= 4)) | ((classes == cls) & (back <= 10))
        return found
    far = np.isin(cls, (HE, SHE)) & (back <= 8) & (((kinds == NAME) & (family == PERSON)) | (classes == cls))
    near = ((back <= 4) | far) & ~(personal & (same_voice | (t["speaker"][m] == 0)))
    if cls in (HE, SHE):
        near &= ~np.isin(classes, (IT, THEY, THIS)) & ((kinds == PRONOUN) | (family == PERSON) | (family == ANY))
        near &= (t["gender"][a] == 0) | (t["gender"][a] == t["gender"][m])
    if cls == IT:
        near &= ~((kinds != PRONOUN) & (family == PERSON)) & ~np.isin(classes, (HE, SHE)) & (t["number"][a] != 1)
    kept: Flags = near
    return kept


def _nominal(t: Table, m: int, a: Ints, back: Ints) -> Flags:
    same = (t.heads[a] == t.heads[m]) & (t["kind"][a] != PRONOUN)
    definite = t["class"][m] in (CLASSES.index("the"), CLASSES.index("that"), CLASSES.index("whose"))
    named = definite & (t["kind"][a] == NAME) & (back <= 12) & (t["family"][a] == t["family"][m])
    found: Flags = (same | (back <= 5) | named) & ~((t["kind"][a] == PRONOUN) & (back > 2))
    return found


def _name(t: Table, m: int, a: Ints, back: Ints) -> Flags:
    kinds = t["kind"][a]
    mine = t.words[m]
    shares = np.fromiter((bool(t.words[i] & mine) for i in a), dtype=np.bool_, count=len(a))
    pronoun = (kinds == PRONOUN) & (back <= 1)
    name = (kinds == NAME) & (shares | (back == 0))
    nominal = (kinds == NOMINAL) & ((back <= 2) | (t.heads[a] == t.heads[m]))
    found: Flags = pronoun | name | nominal
    return found
