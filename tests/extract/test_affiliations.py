"""What stands beside a name: which of it says whose the name is, and which doesn't."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.kit import extract_text


def beside(nlp: Language, text: str) -> set[tuple[str, str, str]]:
    """{(subject, relation, object)} of the claims that names make by what stands beside them."""
    found = extract_text(nlp, text)
    words = {m.id: m.text for m in found.mentions}
    claims = [c for c in found.claims if c.rule.split(":")[0] in ("name", "is", "place") and c.object_mention]
    return {(words[c.subject_mention], c.relation, words[c.object_mention]) for c in claims if c.object_mention}


@pytest.mark.parametrize(
    "text",
    [
        "The Harbour Authority's neighbour, Mira Oltan, complained about the noise.",
        "The Norwegian prime minister Ingrid Solheim cut the ribbon.",
        "The mayor received Torvald Foods in Aarhus on Friday.",
        "A Swiss-based clinic treated Hana Suda for burns.",
        "They flew over Rome, Paris and London.",
        "Oakline Bank's new Marlin tower was never finished.",
    ],
)
def test_what_an_office_or_another_noun_says_is_not_said_by_the_name(nlp: Language, text: str) -> None:
    assert beside(nlp, text) == set()


def test_of_a_plural_title_each_named_has_the_country_behind_his_own_name(nlp: Language) -> None:
    found = beside(nlp, "Presidents Leila Haddad of Tunisia and Daniel Okafor of Ghana signed the treaty.")
    assert {("Leila Haddad", "citizen_of", "Tunisia"), ("Daniel Okafor", "citizen_of", "Ghana")} <= found
    assert ("Leila Haddad", "citizen_of", "Ghana") not in found


def test_the_deputy_of_an_office_is_no_office_beside_it(nlp: Language) -> None:
    found = extract_text(nlp, "The police questioned Torvald's brother Emil, a former deputy fisheries minister.")
    words = {m.id: m.text for m in found.mentions}
    assert [words[c.object_mention] for c in found.claims if c.relation == "holds_position"] == ["deputy fisheries minister"]
