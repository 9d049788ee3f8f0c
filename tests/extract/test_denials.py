"""What a denial takes up that does not say again what it denies."""

from __future__ import annotations

import pytest

from tests.kit import extract_text


def denied(nlp, text):
    """{(subject, relation, object)} in the words of the mentions."""
    found = extract_text(nlp, text)
    words = {m.id: m.text for m in found.mentions}
    return {(words[c.subject_mention], c.relation, words.get(c.object_mention)) for c in found.claims if c.certainty == "denied"}


ACCUSED = "Ruth Adler said that Olav Berg had met Ivo Marn in Oslo and that Norway had sued Olav Berg. "


@pytest.mark.parametrize("denial", ["Berg disputed her version.", "Berg denied that account.", "Berg rejected Adler's story."])
def test_of_a_whole_account_all_that_it_tells_of_the_denier_is_denied(nlp, denial):
    found = denied(nlp, ACCUSED + "Corvane Energy had sued Sweden, she said. " + denial)
    assert {(r, o) for _, r, o in found} == {("met_with", "Ivo Marn"), ("sued", "Olav Berg")}


def test_an_account_goes_over_all_the_sentences_of_who_tells_it(nlp):
    text = "Ruth Adler said that Olav Berg had met Ivo Marn. Berg had also sued Corvane Energy, she said. Berg disputed her version."
    assert {r for _, r, _ in denied(nlp, text)} == {"met_with", "sued"}


def test_what_others_told_is_no_part_of_somebodys_account(nlp):
    told = "Ruth Adler said that Olav Berg had met Ivo Marn. Corvane Energy said that Olav Berg had sued Norway."
    text = f"{told} Berg disputed Adler's version."
    assert {r for _, r, _ in denied(nlp, text)} == {"met_with"}


@pytest.mark.parametrize(
    "text",
    [
        '"The bridge closed because the river rose," Ruth Adler said. Olav Berg disputed her version.',
        "Ruth Adler said that Corvane Energy had sued Norway. Olav Berg disputed her version.",
        "Ruth Adler said that Corvane Energy had sued Norway, for the bridge closed because the river rose. Olav Berg denied that account.",
    ],
)
def test_of_an_account_that_tells_nothing_of_the_denier_no_claim_is_picked(nlp, text):
    assert denied(nlp, text) == set()


def test_one_who_denies_a_plain_report_denies_what_it_says(nlp):
    text = "Ruth Adler reported that Olav Berg had sued Norway. Berg denied the report."
    assert {r for _, r, _ in denied(nlp, text)} == {"sued"}
