"""Which mentions of an article are the same: names first, then what a sentence says itself, then a small trained ranker.

names (aliases) · apposition and predicate (syntax) · speakers (speech) · the rest weighed by a log-linear ranker of
antecedents (table, pairs, features, alone, ranker), its choices put together in decide · relative pronouns, which go with
what their clause hangs on (relatives). Every decision becomes a
judgement with a reason; nothing is merged in the records.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.attribution import Found
from kg.extract.coref.chains import Chains, without_attributes
from kg.extract.coref.decide import chains_of, decide
from kg.extract.coref.lexical import join_descriptions
from kg.extract.coref.prepare import prepare
from kg.extract.coref.ranker import load_ranker
from kg.extract.coref.relatives import add_relatives
from kg.extract.mentions import Mentions
from kg.gazetteer import Gazetteer
from kg.parse import Parsed
from kg.schema import Schema

__all__ = ["Chains", "corefer"]


def corefer(parsed: Parsed, mentions: Mentions, founds: Sequence[Found], schema: Schema, gazetteer: Gazetteer) -> Chains:
    """Chains of the mentions of an article."""
    case = prepare(parsed, mentions, founds, schema, gazetteer)
    decide(case, load_ranker())
    join_descriptions(case.items, case.book, schema)
    chains = chains_of(case)
    add_relatives(parsed.doc, mentions, chains, schema)
    return without_attributes(chains)
