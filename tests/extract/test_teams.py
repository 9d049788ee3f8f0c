"""A town that stands for its team."""

from __future__ import annotations

from spacy.language import Language

from tests.kit import extract_text

MATCH = "Porto beat Malmö 3-0 in the last match of the season. Porto coach Anders Nyberg praised the league's best striker. "


def types(nlp: Language, text: str, name: str) -> list[str]:
    """The types of a name's mentions, in the order of the text."""
    return [m.type for m in sorted(extract_text(nlp, text).mentions, key=lambda m: m.start) if m.text == name]


def test_a_town_that_beats_another_in_an_article_about_sport_is_its_team(nlp: Language) -> None:
    assert types(nlp, MATCH, "Porto") == ["SportsTeam", "SportsTeam"]


def test_where_something_happens_in_it_the_town_stays_a_town(nlp: Language) -> None:
    assert types(nlp, MATCH + "The cup will be handed over in Porto on Friday.", "Porto")[-1] == "City"


def test_outside_sport_a_town_is_no_team(nlp: Language) -> None:
    assert types(nlp, "Porto won the vote to host the trade fair, the mayor said on Friday.", "Porto") == ["City"]
