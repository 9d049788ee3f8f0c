"""Who is told apart, and by what: the words around a name, the places of an article, the forms of a name."""

from __future__ import annotations

import pytest

from kg.gazetteer import load_gazetteer
from kg.model import Article, Judgement, Mention, make_judgement
from kg.resolve import Resolution, resolve
from kg.resolve.person_names import Matcher, read_name
from kg.schema import load_schema
from tests.kit import make_mention

Marked = tuple[str, str, str]  # article, its text, what in it is a mention and of which type: `Ada Lunn/Person|Lesk/City`


def world(*marked: Marked, published: str | None = "2031-05-01") -> tuple[list[Mention], dict[str, Article]]:
    mentions, articles = [], {}
    for id_, text, names in marked:
        articles[id_] = Article(id_, text, published=published)
        at = 0
        for name in names.split("|"):
            words, type_ = name.split("/")
            at = text.index(words, at)
            mentions.append(make_mention(id_, at, words, type_, "pronoun" if words in ("he", "she", "her", "his") else "name"))
            at += len(words)
    return mentions, articles


def who(*marked: Marked, judgements: tuple[Judgement, ...] = (), published: str | None = "2031-05-01") -> Resolution:
    mentions, articles = world(*marked, published=published)
    return resolve(load_schema(), load_gazetteer(), mentions, judgements, articles)


def entities(found: Resolution, marked: tuple[Marked, ...], words: str) -> int:
    mentions, _ = world(*marked)
    return len({found.entity_of[m.id] for m in mentions if m.text == words})


def count(words: str, *marked: Marked, published: str | None = "2031-05-01") -> int:
    return entities(who(*marked, published=published), marked, words)


def homes(*marked: Marked) -> dict[str, str]:
    """{article and name: entity}."""
    found, (mentions, _) = who(*marked), world(*marked)
    return {f"{m.article}: {m.text}": found.entity_of[m.id] for m in mentions}


def test_two_callings_and_no_common_company_are_two_people() -> None:
    judge = ("a", "Judge Ada Lunn closed the hearing in Lesk.", "Ada Lunn/Person|Lesk/City")
    striker = ("b", "The striker Ada Lunn scored against Kesh.", "Ada Lunn/Person|Kesh/City")
    assert count("Ada Lunn", judge, striker) == 2


def test_two_callings_in_the_same_company_are_one_person() -> None:
    judge = ("a", "Judge Ada Lunn met Orwin Blacktarn.", "Ada Lunn/Person|Orwin Blacktarn/Person")
    striker = ("b", "The former striker Ada Lunn met Orwin Blacktarn.", "Ada Lunn/Person|Orwin Blacktarn/Person")
    assert count("Ada Lunn", judge, striker) == 1


def test_an_untold_namesake_goes_with_whom_it_shares_company() -> None:
    judge = ("a", "Judge Ada Lunn closed the hearing in Lesk.", "Ada Lunn/Person|Lesk/City")
    striker = ("b", "The striker Ada Lunn scored against Kesh.", "Ada Lunn/Person|Kesh/City")
    third = ("c", "Ada Lunn came to Kesh.", "Ada Lunn/Person|Kesh/City")
    found, marked = who(judge, striker, third), (judge, striker, third)
    mentions, _ = world(*marked)
    home = {m.article: found.entity_of[m.id] for m in mentions if m.text == "Ada Lunn"}
    assert home["b"] == home["c"] != home["a"]


@pytest.mark.parametrize(("ages", "people"), [(("34", "35"), 1), (("34", "71"), 2)])
def test_ages_tell_apart_where_they_cannot_be_one_persons(ages: tuple[str, str], people: int) -> None:
    marked = [(id_, f"Ada Lunn, {age}, was there.", "Ada Lunn/Person") for id_, age in zip("ab", ages, strict=True)]
    assert count("Ada Lunn", *marked) == people
    assert count("Ada Lunn", *marked, published=None) == 1  # an age without a date says nothing


def test_a_person_outranks_what_tells_apart() -> None:
    judge = ("a", "Judge Ada Lunn closed the hearing.", "Ada Lunn/Person")
    striker = ("b", "The striker Ada Lunn scored.", "Ada Lunn/Person")
    (left, right), _ = world(judge, striker)
    assert count("Ada Lunn", judge, striker) == 2
    same = make_judgement(left.id, right.id, "same", 1.0, "ann", "she played before she judged")
    assert entities(who(judge, striker, judgements=(same,)), (judge, striker), "Ada Lunn") == 1


def test_what_was_left_apart_is_told_as_unsure() -> None:
    judge = ("a", "Judge Ada Lunn closed the hearing.", "Ada Lunn/Person")
    striker = ("b", "The striker Ada Lunn scored.", "Ada Lunn/Person")
    (doubt,) = [j for j in who(judge, striker).judgements.values() if j.verdict == "unsure"]
    assert doubt.by == "rule:homonym" and "one is of" in doubt.reason and doubt.score < 0.8


def test_the_supreme_courts_of_two_countries_are_two() -> None:
    kenya = ("a", "The Supreme Court in Kenya ruled.", "Supreme Court/Court|Kenya/Country")
    chile = ("b", "The Supreme Court in Chile ruled.", "Supreme Court/Court|Chile/Country")
    peru = ("c", "The Supreme Court in Peru ruled.", "Supreme Court/Court|Peru/Country")
    again = ("d", "The Supreme Court in Kenya ruled again.", "Supreme Court/Court|Kenya/Country")
    assert count("Supreme Court", kenya, chile, peru, again) == 3


def test_a_place_is_the_one_that_is_named_behind_it_or_around_it() -> None:
    behind = ("a", "A storm hit Birmingham, Alabama, at night.", "Birmingham/City|Alabama/Region")
    around = (
        "b",
        "Birmingham asked the government in London for money. The British said no.",
        "Birmingham/City|London/City|British/Country",
    )
    assert count("Birmingham", behind, around) == 2


def test_a_ministry_is_known_by_its_country_however_it_is_named() -> None:
    named = ("a", "The Foreign Ministry of Kenya protested.", "Foreign Ministry of Kenya/GovernmentBody")
    owned = ("b", "The Kenyan foreign ministry protested.", "Kenyan foreign ministry/GovernmentBody")
    found, marked = who(named, owned), (named, owned)
    assert len({found.entity_of[m.id] for m in world(*marked)[0]}) == 1


def test_companies_of_two_forms_are_two() -> None:
    left = ("a", "Orsdale Ltd. fell.", "Orsdale Ltd/Company")
    right = ("b", "Orsdale Inc. rose.", "Orsdale Inc/Company")
    assert len(set(who(left, right).entity_of.values())) == 2


def test_a_club_is_known_by_its_last_word_where_the_company_agrees() -> None:
    full = ("a", "The Tampere Falcons lost to Kesh United.", "Tampere Falcons/Organization|Kesh United/Organization")
    short = ("b", "The Falcons met Kesh United.", "Falcons/Organization|Kesh United/Organization")
    far = ("c", "The Falcons met Lesk Rovers.", "Falcons/Organization|Lesk Rovers/Organization")
    assert homes(full, short)["a: Tampere Falcons"] == homes(full, short)["b: Falcons"]
    assert homes(full, far)["a: Tampere Falcons"] != homes(full, far)["c: Falcons"]


def test_a_short_name_of_two_clubs_does_not_make_them_one() -> None:
    one = ("a", "The Tampere Falcons won. The Falcons sang.", "Tampere Falcons/Organization|Falcons/Organization")
    other = ("b", "The Bristol Falcons won. The Falcons danced.", "Bristol Falcons/Organization|Falcons/Organization")
    home = homes(one, other)
    assert home["a: Tampere Falcons"] == home["a: Falcons"] != home["b: Bristol Falcons"] == home["b: Falcons"]


@pytest.mark.parametrize(
    ("left", "right", "sure"),
    [
        ("William Marlow", "Bill Marlow", True),
        ("J. R. Marlow", "John Marlow", True),
        ("John Robert Marlow", "J. R. Marlow", True),
        ("W. Mark Fenning", "Mark Fenning", True),
        ("Oleksandra Marlow", "Sasha Marlow", True),
        ("George W. Marlow", "George H. W. Marlow", False),
        ("John Marlow Jr.", "John Marlow Sr.", False),
        ("Mary Ann Marlow", "Mary Beth Marlow", False),
        ("Jack Marlow", "Jim Marlow", False),
    ],
)
def test_given_names_agree_or_contradict(left: str, right: str, sure: bool) -> None:
    likeness = Matcher(load_gazetteer()).likeness(read_name(left), read_name(right))
    assert (likeness > 0) == sure
    assert likeness == Matcher(load_gazetteer()).likeness(read_name(right), read_name(left))
