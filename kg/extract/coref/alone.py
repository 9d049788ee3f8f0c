"""What speaks for a mention being the first of its kind, or of nothing: features of a mention alone."""

from __future__ import annotations

import numpy as np

from kg.extract.coref.features import Template
from kg.extract.coref.items import FAMILIES, ROLES
from kg.extract.coref.table import NUMBERS, bucket

R, F = len(ROLES), len(FAMILIES)


ALONE: dict[str, Template] = {
    "always": (1, lambda p: np.zeros(len(p.m), np.int32)),
    "role": (R, lambda p: p.mine("role")),
    "kind of thing": (F, lambda p: p.mine("family")),
    "number": (len(NUMBERS), lambda p: p.mine("number")),
    "the same noun before": (8, lambda p: p.mine("earlier")),
    "in the title": (2, lambda p: p.mine("line") == 0),
    "place in the article": (8, lambda p: bucket(p.mine("at"))),
    "length": (8, lambda p: bucket(p.mine("end") - p.mine("start"))),
    "words behind": (5, lambda p: p.mine("after")),
    "empty it": (4, lambda p: p.mine("empty")),
    "spoken": (2, lambda p: p.mine("speaker") != 0),
    "spoken to": (2, lambda p: p.mine("addressee") != 0),
    "word": (8, lambda p: p.mine("form")),
    "person or thing": (3, lambda p: p.mine("animate")),
    "times named": (8, lambda p: p.mine("size")),
    "source": (2, lambda p: p.mine("source")),
    "stored": (2, lambda p: p.mine("stored")),
    "choice": (8, lambda p: p.mine("choice")),
}
