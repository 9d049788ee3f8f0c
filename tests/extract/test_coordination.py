"""Who speaks on after a reported clause, and who did what somebody is accused of."""

from __future__ import annotations

import pytest
from spacy.language import Language

from tests.kit import extract_text

DENIED = "Halima Oduya denied that her troops had shelled Deru and accused the rebels of having killed four farmers."


def told(nlp: Language, text: str) -> set[tuple[str, str, str, str, str]]:
    """(subject, relation, object, polarity, certainty) as the article words them."""
    found = extract_text(nlp, text)
    words = {m.id: m.text for m in found.mentions}
    return {
        (words[c.subject_mention], c.relation, words[c.object_mention], c.polarity, c.certainty) for c in found.claims if c.object_mention
    }


def test_who_denies_and_accuses_in_one_sentence_denies_no_accusation(nlp: Language) -> None:
    found = told(nlp, DENIED)
    assert ("Halima Oduya", "accused", "rebels", "positive", "asserted") in {
        (s, r, o.removeprefix("the "), p, c) for s, r, o, p, c in found
    }
    assert not [line for line in found if line[3] == "negative" and line[1] in ("accused", "killed")]


def test_who_is_accused_of_a_deed_does_it(nlp: Language) -> None:
    (line,) = [line for line in told(nlp, DENIED) if line[1] == "killed"]
    assert line[0].removeprefix("the ") == "rebels" and line[4] != "asserted"


@pytest.mark.parametrize(
    ("text", "caller"),
    [
        ("Ukraine says the troops will be sent to Kursk and called on Norway to act.", "Ukraine"),
        ("Ada Lind said that Norway had sent soldiers to Kursk and called on Sweden to act.", "Ada Lind"),
    ],
)
def test_a_verb_of_speech_of_another_tense_goes_on_with_who_reports(nlp: Language, text: str, caller: str) -> None:
    assert [line[0] for line in told(nlp, text) if line[1] == "called_on"] == [caller]


def test_a_deed_of_the_same_tense_stays_with_who_is_told_of(nlp: Language) -> None:
    found = told(nlp, "The general said soldiers had opened fire and killed six farmers.")
    assert [line[0] for line in found if line[1] == "killed"] == ["soldiers"]
