"""What a common noun beside a name says of it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.kit import extract_text


def types(nlp: Language, text: str) -> dict[str, str]:
    """{name: type} of a text."""
    return {m.text: m.type for m in extract_text(nlp, text).mentions if m.kind == "name"}


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ('The editor of the newspaper "Karsan Echo" was fined on Monday.', "Karsan Echo", "MediaOrganization"),
        ('She read from her novel "The Long Way Home" in Lund.', "The Long Way Home", "Work"),
        ("The leader of the Milvo group was arrested at the airport.", "Milvo", "Organization"),
        ("Magnus Ekdahl told the newspaper Västkusten that it was over.", "Västkusten", "MediaOrganization"),
        ("The daily Nordposten reported that the bridge had been closed.", "Nordposten", "MediaOrganization"),
    ],
)
def test_a_noun_beside_a_name_says_what_it_is(nlp: Language, text: str, name: str, type_: str) -> None:
    assert types(nlp, text).get(name) == type_


@pytest.mark.parametrize("text", ['She called the report "a very bad joke" on Monday.', 'He asked the company "Why now?" in vain.'])
def test_words_in_quotation_marks_are_no_name_unless_they_look_like_one(nlp: Language, text: str) -> None:
    assert not set(types(nlp, text)) & {"a very bad joke", "Why now?", "Why now"}


def test_a_partys_letters_behind_a_persons_name_are_no_name_of_the_person(nlp: Language) -> None:
    found = extract_text(nlp, "The mayor of Lund, Peter Hallam (SPD), resigned. The SPD was not amused.")
    names = {m.id: m.text for m in found.mentions}
    assert not any({names.get(j.left), names.get(j.right)} == {"Peter Hallam", "SPD"} for j in found.judgements if j.verdict == "same")


def test_a_word_before_a_known_name_is_no_part_of_it(nlp: Language) -> None:
    assert "BMW" in types(nlp, "New BMW boss Peter Hallam promised cheaper cars.")


def test_new_york_is_not_york(nlp: Language) -> None:
    assert "New York" in types(nlp, "The governor flew from Albany to New York on Monday.")
