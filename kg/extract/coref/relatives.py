"""Relative pronouns: `the founder of Kadmon, who …` is said of the founder. What stands for a name is a mention of it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.coref.chains import Chains
from kg.extract.mentions import Mentions, Ref
from kg.model import make_judgement
from kg.schema import Schema

RELATIVE = {
    "who": ("Person", "Group", "Organization"), "whom": ("Person", "Group", "Organization"),
    "whose": ("Agent", "Place", "Work"), "which": ("Organization", "Place", "Group", "Work", "Event", "Weapon"),
    "that": ("Organization", "Place", "Group", "Work", "Person"), "where": ("Place", "Organization"),
}  # fmt: skip
FAR = 6  # steps up to the verb of the relative clause, and from its noun to one of a fitting kind
SCORE = 0.9


def add_relatives(doc: Doc, mentions: Mentions, chains: Chains, schema: Schema) -> None:
    """Joins each relative pronoun to the name, or what stands for one, that its clause is about."""
    added = []
    for token in doc:
        wanted = RELATIVE.get(token.lower_)
        if wanted is None or token.tag_ not in ("WDT", "WP", "WP$", "WRB") or mentions.at(token) is not None:
            continue
        antecedent = _antecedent(token, mentions, chains, wanted, schema)
        if antecedent is None:
            continue
        ref = mentions.loose(token.i, token.i + 1, token.i, "pronoun", chains.best[antecedent.id].type)
        reason = f"'{token.text}' takes up '{mentions.text(antecedent)}' before it"
        chains.judgements.append(make_judgement(antecedent.id, ref.id, "same", SCORE, "rule:relative", reason))
        chains.best[ref.id] = chains.best[antecedent.id]
        added.append(ref)
    chains.added = (*chains.added, *added)


def _antecedent(token: Token, mentions: Mentions, chains: Chains, wanted: tuple[str, ...], schema: Schema) -> Ref | None:
    for noun in _nouns(token):
        ref = mentions.at(noun) or mentions.over(noun)
        best = chains.best.get(ref.id) if ref is not None else None
        if ref is None or best is None or ref.kind == "demonym" or ref.end > token.i:
            continue
        if best.kind == "name" and schema.fits(best.type, wanted):
            return ref
    return None


def _nouns(token: Token) -> Iterator[Token]:
    """What a relative clause hangs on, and the nouns above it: the parser takes `a biologist at Oxford who` for Oxford's."""
    verb = token
    for _ in range(FAR):
        if verb.dep_ == "relcl" or verb.head == verb:
            break
        verb = verb.head
    noun = verb.head
    if verb.dep_ != "relcl" or noun.i > token.i or any(c.dep_ == "conj" and c.i < token.i for c in noun.children):
        return
    for _ in range(FAR):
        if noun.pos_ in ("NOUN", "PROPN", "PRON"):
            yield noun
        if noun.dep_ not in ("pobj", "prep", "appos", "compound", "poss", "nmod") or noun.head == noun:
            return
        noun = noun.head
