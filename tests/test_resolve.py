"""Who is who: a pure function of mentions and judgements, in which people outrank programs and no order counts."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.gazetteer import Gazetteer, load_gazetteer
from kg.model import Judgement, Mention, make_judgement
from kg.resolve import Resolution, resolve
from kg.resolve.clusters import Clusters
from kg.schema import Schema, load_schema
from tests.kit import make_mention

Named = tuple[str, str, str]  # article, words, type


def mentions_of(*named: Named) -> list[Mention]:
    """Mentions, each at a place of its own."""
    return [make_mention(article, 100 * number, text, type_) for number, (article, text, type_) in enumerate(named)]


def people(*named: tuple[str, str]) -> list[Mention]:
    return mentions_of(*((article, text, "Person") for article, text in named))


def bodies(*named: tuple[str, str]) -> list[Mention]:
    return mentions_of(*((article, text, "Organization") for article, text in named))


def who(mentions: Iterable[Mention], judgements: Iterable[Judgement] = ()) -> Resolution:
    return resolve(load_schema(), load_gazetteer(), mentions, judgements)


def groups(mentions: Iterable[Mention], judgements: Iterable[Judgement] = ()) -> set[frozenset[str]]:
    """The names that are one, a set an entity."""
    mentions = list(mentions)
    found = who(mentions, judgements)
    by_entity: dict[str, set[str]] = {}
    for m in mentions:
        by_entity.setdefault(found.entity_of[m.id], set()).add(f"{m.article}: {m.text}")
    return {frozenset(names) for names in by_entity.values()}


def same(left: Mention, right: Mention, by: str = "rule:test", score: float = 0.9) -> Judgement:
    return make_judgement(left.id, right.id, "same", score, by, "a test says so")


def different(left: Mention, right: Mention, by: str = "ann") -> Judgement:
    return make_judgement(left.id, right.id, "different", 1.0, by, "a test says so")


# ---------------------------------------------------------------------- across articles


def test_one_name_in_two_articles_is_one_person() -> None:
    assert groups(people(("a", "Orwin Blacktarn"), ("b", "Orwin Blacktarn"), ("b", "Ada Lunn"))) == {
        frozenset(["a: Orwin Blacktarn", "b: Orwin Blacktarn"]),
        frozenset(["b: Ada Lunn"]),
    }


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Oleh Zarnitskyy", "Oleh Zarnitsky"),
        ("Dmytro Chaikovskii", "Dmytro Tchaikovsky"),
        ("Nadège Wauthelin", "Nadege Wauthelin"),
        ("Lech Wałczak", "Lech Walczak"),
        ("President Ada Lunn", "Ada Lunn"),
        ("Sean O’Brinnon", "Sean O'Brinnon"),
        ("Oleksandr Orlenko", "Aleksandr Orlenko"),
        ("ADA LUNN", "Ada Lunn"),
        ("Bashir al-Tamar", "Bashir al Tamar"),
    ],
)
def test_spellings_of_one_name_are_one_person(left: str, right: str) -> None:
    assert len(groups(people(("a", left), ("b", right)))) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ada Lunn", "Ida Lunn"),
        ("Ada Lunn", "Ada Lund"),
        ("Kim Jong Un", "Kim Jong Il"),
        ("Ada Lunn", "Lunn Ada"),
    ],
)
def test_names_that_only_look_alike_are_two_people(left: str, right: str) -> None:
    assert len(groups(people(("a", left), ("b", right)))) == 2


def test_a_person_a_place_and_a_body_of_one_name_are_three() -> None:
    named = [("a", "Lesk", "Person"), ("b", "Lesk", "City"), ("c", "Lesk", "Company")]
    assert len(groups(mentions_of(*named))) == 3


def test_a_city_and_a_region_of_one_name_are_one_place() -> None:
    assert len(groups(mentions_of(("a", "Vallorna", "City"), ("b", "Vallorna", "Region")))) == 1


def test_a_surname_alone_is_the_only_person_who_is_called_so() -> None:
    found = groups(people(("a", "Orwin Blacktarn"), ("b", "Blacktarn"), ("c", "Blacktarn")))
    assert found == {frozenset(["a: Orwin Blacktarn", "b: Blacktarn", "c: Blacktarn"])}


def test_a_surname_that_two_people_have_is_neither_and_no_third() -> None:
    found = groups(people(("a", "Orwin Blacktarn"), ("b", "Vera Blacktarn"), ("c", "Blacktarn"), ("d", "Blacktarn")))
    assert len(found) == 4


def test_a_surname_is_unique_though_its_person_is_spelled_in_two_ways() -> None:
    mentions = people(("a", "Orwin Blacktarn"), ("b", "Orvyn Blaktarn"), ("c", "Blacktarn"))
    assert len(groups(mentions)) == 1


def test_a_surname_is_unique_where_a_person_said_that_its_two_bearers_are_one() -> None:
    mentions = people(("a", "Orwin Blacktarn"), ("b", "Norwin Blacktarn"), ("c", "Blacktarn"))
    assert len(groups(mentions)) == 3
    assert len(groups(mentions, [same(mentions[0], mentions[1], "ann")])) == 1


def test_a_surname_that_nobody_has_in_full_is_one_person() -> None:
    assert len(groups(people(("a", "Blacktarn"), ("b", "Blacktarn")))) == 1


def test_an_acronym_alone_is_the_only_body_that_goes_by_it() -> None:
    mentions = bodies(("a", "Free Highlands Front"), ("a", "FHF"), ("b", "FHF"))
    assert len(groups(mentions, [same(mentions[0], mentions[1])])) == 1


def test_two_bodies_of_one_acronym_are_not_one_nor_is_the_acronym_alone_either() -> None:
    mentions = bodies(("a", "Harbour Security Service"), ("a", "HSS"), ("b", "Hospital Staff Syndicate"), ("b", "HSS"), ("c", "HSS"))
    judgements = [same(mentions[0], mentions[1]), same(mentions[2], mentions[3])]
    assert groups(mentions, judgements) == {
        frozenset(["a: Harbour Security Service", "a: HSS"]),
        frozenset(["b: Hospital Staff Syndicate", "b: HSS"]),
        frozenset(["c: HSS"]),
    }


def test_names_that_the_gazetteer_knows_are_one_with_a_wikidata_id(gazetteer: Gazetteer) -> None:
    mentions = [
        *mentions_of(("a", "North Korea", "Country"), ("b", "DPRK", "Country")),
        make_mention("c", 900, "North Korean", "Country", "demonym"),
    ]
    found = who(mentions)
    (entity,) = found.entities.values()
    assert (entity.id, entity.wikidata, entity.mentions, entity.articles) == ("Q423", "Q423", 3, 3)
    assert gazetteer.lookup("North Korea") is not None


def test_descriptions_of_two_articles_are_two_things() -> None:
    named = [make_mention(a, 0, "the mayor", "Person", "nominal") for a in ("a", "b")]
    assert len(groups(named)) == 2


def test_names_without_a_letter_are_not_one_for_that() -> None:
    assert len(groups(people(("a", "…"), ("b", "–"), ("c", "😀")))) == 3


# ---------------------------------------------------------------------- what an entity tells


def test_an_entity_has_its_fullest_name_its_aliases_and_counts(schema: Schema) -> None:
    mentions = people(("a", "President Orwin Blacktarn"), ("a", "Blacktarn"), ("b", "Orwin Blacktarn"))
    (entity,) = who(mentions, [same(mentions[0], mentions[1])]).entities.values()
    assert entity.name == "Orwin Blacktarn"
    assert {"Blacktarn", "President Orwin Blacktarn"} <= set(entity.aliases) and entity.name not in entity.aliases
    assert (entity.type, entity.types, entity.mentions, entity.articles) == ("Person", schema.types["Person"].ancestors, 3, 2)


def test_the_type_is_that_of_most_mentions() -> None:
    mentions = mentions_of(("a", "Lesk", "Company"), ("a", "Lesk", "Company"), ("a", "Lesk", "Organization"))
    judgements = [same(mentions[0], mentions[1]), same(mentions[0], mentions[2])]
    assert [e.type for e in who(mentions, judgements).entities.values()] == ["Company"]


def owned(*spoken: tuple[str, int, str, str], same_as: tuple[int, int]) -> list[str]:
    """The names of what `spoken` (article, start, words, kind) stands for, two of these being one."""
    mentions = [make_mention(article, start, text, kind=kind) for article, start, text, kind in spoken]
    left, right = (mentions[number] for number in same_as)
    return sorted(e.name for e in who(mentions, [same(left, right)]).entities.values())


def test_what_is_somebodys_is_called_by_the_owner_that_the_text_tells() -> None:
    lind, my, sister = ("a", 0, "Ada Lind", "name"), ("a", 40, "My", "pronoun"), ("a", 40, "My sister", "nominal")
    assert owned(lind, my, sister, same_as=(0, 1)) == ["Ada Lind", "Ada Lind's sister"]
    elsewhere = [(article, start + 7, text, kind) for article, start, text, kind in (lind, my)]
    assert "My sister" in owned(*elsewhere, sister, same_as=(0, 1))
    chief = ("a", 0, "head of Lind", "nominal")
    assert "sister of head of Lind" in owned(chief, my, sister, same_as=(0, 1))


def test_the_words_of_the_article_stay_an_alias_of_what_is_called_by_its_owner() -> None:
    mentions = [
        make_mention("a", 0, "Ada Lind"),
        make_mention("a", 40, "her", kind="pronoun"),
        make_mention("a", 40, "her aides", "Group", "nominal"),
    ]
    found = who(mentions, [same(mentions[0], mentions[1])])
    aides = found.entities[found.entity_of[mentions[2].id]]
    assert aides.name == "Ada Lind's aides" and "her aides" in aides.aliases


def test_every_join_has_a_reason_that_a_person_can_check() -> None:
    mentions = people(("a", "Orwin Blacktarn"), ("b", "Orvin Blacktarn"), ("c", "Blacktarn"))
    found = who(mentions)
    reasons = {j.by: j.reason for j in found.judgements.values()}
    assert reasons == {
        "rule:name-variant": "'Orwin Blacktarn' and 'Orvin Blacktarn' are spellings of one name",
        "rule:only-surname": "'Orwin Blacktarn' is the only person here whose surname is 'Blacktarn'",
    }
    assert {m for j in found.judgements.values() for m in (j.left, j.right)} <= {m.id for m in mentions}


def test_nothing_is_nobody() -> None:
    assert who([]) == Resolution({}, {}, {})


# ---------------------------------------------------------------------- people decide


def test_a_person_joins_what_no_rule_would() -> None:
    mentions = people(("a", "Orwin Blacktarn"), ("b", "The Heron"))
    assert len(groups(mentions)) == 2
    assert len(groups(mentions, [same(mentions[0], mentions[1], "ann")])) == 1


def test_a_persons_different_parts_homonyms_and_each_gets_an_id_of_its_own() -> None:
    mentions = people(("a", "Ada Lunn"), ("b", "Ada Lunn"))
    found = who(mentions, [different(*mentions)])
    assert len(found.entities) == 2 and len(set(found.entity_of.values())) == 2


def test_one_homonym_parted_from_two_leaves_these_two_together() -> None:
    mentions = people(("a", "Ada Lunn"), ("b", "Ada Lunn"), ("c", "Ada Lunn"))
    for odd in range(3):
        rest = [m for m in mentions if m is not mentions[odd]]
        found = groups(mentions, [different(mentions[odd], m) for m in rest])
        assert frozenset(f"{m.article}: {m.text}" for m in rest) in found and len(found) == 2


def test_a_persons_different_is_not_crossed_by_way_of_a_third() -> None:
    mentions = people(("a", "Ada Lunn"), ("b", "Lunn"), ("c", "Ada Lunn"))
    chain = [same(mentions[0], mentions[1], "bob"), same(mentions[1], mentions[2], "bob"), different(mentions[0], mentions[2])]
    found = who(mentions, chain).entity_of
    assert found[mentions[0].id] != found[mentions[2].id]


def test_a_persons_word_outranks_a_program_within_an_article() -> None:
    mentions = people(("a", "Ada Lunn"), ("a", "Lunn"))
    assert len(groups(mentions, [same(*mentions)])) == 1
    assert len(groups(mentions, [same(*mentions), different(*mentions)])) == 2


def test_a_verdict_that_is_taken_back_leaves_no_trace() -> None:
    mentions = people(("a", "Ada Lunn"), ("b", "Ada Lunn"), ("c", "Lunn"))
    assert who(mentions, [different(mentions[0], mentions[1])]) != who(mentions)
    assert who(mentions, []) == who(mentions)


def test_a_judgement_on_a_mention_that_is_gone_is_left_out() -> None:
    mentions = people(("a", "Ada Lunn"), ("b", "Ada Lunn"), ("c", "Lunn"))
    judgements = [different(mentions[0], mentions[1]), same(mentions[1], mentions[2], "ann")]
    assert who(mentions[:1], judgements) == who(mentions[:1])


# ---------------------------------------------------------------------- whatever the mentions

NAMES = ["Ada Lunn", "Lunn", "Ida Lunn", "Ada Lund", "Orwin Blacktarn", "Blacktarn", "Orvyn Blaktarn", "Vera Blacktarn", "…"]
BODIES = ["Free Highlands Front", "FHF", "Front", "the Front", "HSS", "Ministry of Defence"]
OTHERS = ["Solène Dufourneau", "Dufourneau", "Yaw Okrapong", "Okrapong", "Kwabo Antenteng"]


@st.composite
def worlds(draw: st.DrawFn, names: list[str] = NAMES) -> list[Mention]:
    rows = draw(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from([*names, *BODIES])), min_size=1, max_size=9))
    return mentions_of(*((article, name, "Organization" if name in BODIES else "Person") for article, name in rows))


@st.composite
def judged(draw: st.DrawFn) -> tuple[list[Mention], list[Judgement]]:
    mentions = draw(worlds())
    pairs = st.tuples(st.sampled_from(mentions), st.sampled_from(mentions)).filter(lambda p: p[0].id != p[1].id)
    if len(mentions) < 2:
        return mentions, []
    made = st.builds(
        lambda pair, verdict, by, score: make_judgement(pair[0].id, pair[1].id, verdict, score, by, "why"),
        *(pairs, st.sampled_from(["same", "same", "different", "unsure"]), st.sampled_from(["ann", "bob", "rule:x", "rule:y"])),
        st.sampled_from([0.5, 0.9, 1.0]),
    )
    return mentions, draw(st.lists(made, max_size=7, unique_by=lambda j: j.id))


slow = settings(deadline=None, max_examples=150)


@slow
@given(judged(), st.randoms(use_true_random=False))
def test_no_order_of_mentions_or_judgements_changes_anything(world: tuple[list[Mention], list[Judgement]], chance: random.Random) -> None:
    mentions, judgements = world
    expected = who(mentions, judgements)
    chance.shuffle(mentions)
    chance.shuffle(judgements)
    found = who(mentions, judgements)
    assert found == expected and list(found.entities) == list(expected.entities)


@slow
@given(judged())
def test_no_different_of_a_person_is_ever_crossed(world: tuple[list[Mention], list[Judgement]]) -> None:
    mentions, judgements = world
    found = who(mentions, judgements).entity_of
    for j in judgements:
        if j.verdict == "different" and not j.by.startswith("rule:"):
            assert found[j.left] != found[j.right]


@slow
@given(judged())
def test_every_mention_is_of_one_entity_and_every_entity_has_a_mention(world: tuple[list[Mention], list[Judgement]]) -> None:
    mentions, judgements = world
    found = who(mentions, judgements)
    assert set(found.entity_of) == {m.id for m in mentions}
    assert set(found.entity_of.values()) == set(found.entities)
    assert sum(e.mentions for e in found.entities.values()) == len(mentions)
    assert all(e.id == id_ and e.name not in e.aliases for id_, e in found.entities.items())


@slow
@given(worlds(), worlds(OTHERS))
def test_articles_about_others_change_no_id(mentions: list[Mention], others: list[Mention]) -> None:
    others = [replace(m, id=f"{m.id}-other", article=f"other-{m.article}") for m in others if m.type == "Person"]
    before, after = who(mentions), who([*mentions, *others])
    assert {m.id: after.entity_of[m.id] for m in mentions} == before.entity_of
    assert {id_: after.entities[id_] for id_ in before.entities} == before.entities


@slow
@given(worlds())
def test_what_is_joined_is_joined_by_judgements_that_are_shown(mentions: list[Mention]) -> None:
    found = who(mentions)
    sets = Clusters(m.id for m in mentions)
    for j in found.judgements.values():
        assert j.verdict != "same" or sets.join(j.left, j.right)
    for left in mentions:
        for right in mentions:
            one = found.entity_of[left.id] == found.entity_of[right.id]
            assert one == (sets.root(left.id) == sets.root(right.id))


# ---------------------------------------------------------------------- sets with vetoes

STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=25)


@given(STEPS)
def test_what_is_kept_apart_stays_apart_and_what_is_joined_stays_joined(steps: list[tuple[bool, str, str]]) -> None:
    sets = Clusters("abcdef")
    apart, joined = [], []
    for join, left, right in steps:
        if join and sets.join(left, right):
            joined.append((left, right))
        elif not join and sets.root(left) != sets.root(right):
            sets.keep_apart(left, right)
            apart.append((left, right))
        elif not join:
            sets.keep_apart(left, right)
        assert all(sets.root(a) != sets.root(b) for a, b in apart)
        assert all(sets.root(a) == sets.root(b) for a, b in joined)
    assert sorted(m for members in sets.groups().values() for m in members) == list("abcdef")
    assert all(root == members[0] == min(members) for root, members in sets.groups().items())
