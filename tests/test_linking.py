"""Names of articles are linked to things of a knowledge file where something tells which; a person's word outranks."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator

import pytest

from kg.gazetteer import load_gazetteer
from kg.knowledge import Knowledge, import_file, open_knowledge
from kg.model import Article, Entity, Judgement, Mention, make_judgement, make_link
from kg.resolve import Resolution, resolve
from kg.resolve.linking import BY
from kg.schema import load_schema
from tests.kit import make_article, make_mention

TABLE = """id,name,type,aliases,description,popularity,country,began
Q99000001,Ada Lunn,Person,A. J. Lunn,minister of Marovia,12,Q99000004,1961
Q99000002,Ada Lunn,Person,,figure skater,30,,1999
Q99000003,Vera Ostrand,Person,,economist,160,,
Q99000005,Vera Ostrand,Person,,botanist,3,,
Q99000004,Marovia,Country,,island state,80,,
p-17,Teo Brandt,Person,,envoy of Sundral,5,,
Q99000007,Oleh Zarnitskyy,Person,,admiral,90,,
Q99000008,Kesh Shipping,Company,KSC|Kesh Lines,carrier,2,,
Q99000009,Lake Orme,Place,,,0,,
Q99000010,Lake Orme,Company,,brewery,0,,
"""
Told = dict[str, Article]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "t.csv").write_text(TABLE)
    assert import_file(folder / "t.csv", folder / "it.kb").bad == []
    with open_knowledge(folder / "it.kb") as opened:
        yield opened


def told(*texts: str, published: str = "2024-05-01") -> Told:
    return {a.id: a for a in (make_article(text, published=published) for text in texts)}


def names(articles: Told, name: str, type_: str = "Person") -> list[Mention]:
    """Each place where the articles have a name."""
    starts = ((a.id, at) for a in articles.values() for at in range(len(a.text)) if a.text.startswith(name, at))
    return [make_mention(article, at, name, type_) for article, at in starts]


def who(articles: Told, mentions: Iterable[Mention], knowledge: Knowledge | None, judgements: Iterable[Judgement] = ()) -> Resolution:
    return resolve(load_schema(), load_gazetteer(), mentions, judgements, articles, knowledge)


def only(found: Resolution) -> Entity:
    (entity,) = found.entities.values()
    return entity


def of(found: Resolution, mention: Mention) -> Entity:
    return found.entities[found.entity_of[mention.id]]


def said(found: Resolution) -> list[tuple[str, str, str]]:
    return [(j.verdict, j.right, j.reason) for j in found.judgements.values() if j.by == BY]


# ---------------------------------------------------------------------- one bearer of a name


def test_the_one_bearer_of_a_full_name_is_linked_with_a_reason(knowledge: Knowledge) -> None:
    articles = told("Kesh Shipping fired its crew.", "Nobody sails with Kesh Shipping.")
    found = who(articles, names(articles, "Kesh Shipping", "Organization"), knowledge)
    entity = only(found)
    assert (entity.id, entity.wikidata, entity.type) == ("Q99000008", "Q99000008", "Company")
    assert "Kesh Lines" in entity.aliases and entity.articles == 2
    assert said(found) == [("same", "Q99000008", "'Kesh Shipping' is the name of Kesh Shipping, carrier (Q99000008)")]


def test_without_a_knowledge_file_nothing_is_linked_by_it() -> None:
    articles = told("Kesh Shipping fired its crew.")
    assert only(who(articles, names(articles, "Kesh Shipping", "Organization"), None)).wikidata is None


def test_an_id_of_the_users_own_is_no_wikidata_id(knowledge: Knowledge) -> None:
    articles = told("Teo Brandt left.")
    mentions = names(articles, "Teo Brandt")
    found = who(articles, mentions, knowledge)
    assert only(found).wikidata is None and only(found).id.startswith("e-") and only(found).name == "Teo Brandt"
    assert [(verdict, id_) for verdict, id_, _ in said(found)] == [("same", "p-17")]
    assert only(found).id == only(who(articles, mentions, None)).id


def test_another_spelling_of_somebody_well_known_is_linked(knowledge: Knowledge) -> None:
    articles = told("Oleh Zarnitskiy sailed.")
    found = who(articles, names(articles, "Oleh Zarnitskiy"), knowledge)
    assert only(found).wikidata == "Q99000007" and only(found).name == "Oleh Zarnitskyy"
    assert "is a spelling of" in said(found)[0][2]


def test_an_alias_needs_something_that_speaks_for_it(knowledge: Knowledge) -> None:
    bare, told_ = told("KSC fired its crew."), told("The carrier KSC fired its crew.")
    found = who(bare, names(bare, "KSC", "Organization"), knowledge)
    assert only(found).wikidata is None and said(found)[0][0] == "unsure" and "not enough speaks for it" in said(found)[0][2]
    assert only(who(told_, names(told_, "KSC", "Organization"), knowledge)).wikidata == "Q99000008"


def test_two_names_of_one_thing_in_two_articles_become_one_entity(knowledge: Knowledge) -> None:
    articles = told("Kesh Shipping fired its crew.", "The carrier Kesh Lines sails on.")
    mentions = names(articles, "Kesh Shipping", "Organization") + names(articles, "Kesh Lines", "Organization")
    assert len(who(articles, mentions, None).entities) == 2
    assert only(who(articles, mentions, knowledge)).wikidata == "Q99000008"


def test_a_name_of_another_kind_of_thing_is_no_candidate(knowledge: Knowledge) -> None:
    articles = told("They swam in Lake Orme.")
    assert only(who(articles, names(articles, "Lake Orme", "Place"), knowledge)).wikidata == "Q99000009"
    assert only(who(articles, names(articles, "Lake Orme", "Organization"), knowledge)).wikidata == "Q99000010"
    assert said(who(articles, names(articles, "Lake Orme", "Event"), knowledge)) == []


# ---------------------------------------------------------------------- namesakes


MINISTER = "The minister Ada Lunn of Marovia signed the treaty."
SKATER = "The skater Ada Lunn, 25, won the figures."


def test_namesakes_are_told_apart_by_what_stands_near(knowledge: Knowledge) -> None:
    for text, wanted in ((MINISTER, "Q99000001"), (SKATER, "Q99000002")):
        articles = told(text)
        found = who(articles, names(articles, "Ada Lunn"), knowledge)
        assert only(found).wikidata == wanted, text
    assert "near it: born 1999, figure, skater" in said(found)[0][2]


def test_where_nothing_tells_which_the_link_is_left_to_a_person(knowledge: Knowledge) -> None:
    articles = told("Ada Lunn went home.")
    found = who(articles, names(articles, "Ada Lunn"), knowledge)
    assert only(found).wikidata is None
    ((verdict, _, reason),) = said(found)
    assert verdict == "unsure" and "1 more may be meant" in reason and reason.endswith("nothing tells which")


def test_popularity_alone_decides_only_by_far(knowledge: Knowledge) -> None:
    articles = told("Vera Ostrand went home.")
    assert only(who(articles, names(articles, "Vera Ostrand"), knowledge)).wikidata == "Q99000003"
    beside = told("The botanist Vera Ostrand went home.")
    assert only(who(beside, names(beside, "Vera Ostrand"), knowledge)).wikidata is None  # the one is known, the other fits


def test_nobody_is_linked_to_who_was_born_later_or_is_of_another_age(knowledge: Knowledge) -> None:
    early = told("Ada Lunn went home.", published="1985-05-01")
    assert only(who(early, names(early, "Ada Lunn"), knowledge)).wikidata == "Q99000001"
    aged = told("Ada Lunn, 63, went home.")
    assert only(who(aged, names(aged, "Ada Lunn"), knowledge)).wikidata == "Q99000001"


def test_the_order_of_articles_leaves_no_trace(knowledge: Knowledge) -> None:
    articles = told(MINISTER, "Ada Lunn went home.", "Vera Ostrand left.", "The carrier Kesh Lines sails.", "Kesh Shipping sank.")
    mentions = [*names(articles, "Ada Lunn"), *names(articles, "Vera Ostrand")]
    mentions += [*names(articles, "Kesh Lines", "Organization"), *names(articles, "Kesh Shipping", "Organization")]
    first = who(articles, mentions, knowledge)
    for seed in range(5):
        shuffled = random.Random(seed).sample(mentions, len(mentions))
        assert who(dict(random.Random(seed).sample(list(articles.items()), len(articles))), shuffled, knowledge) == first


# ---------------------------------------------------------------------- people outrank


def decided(mentions: Iterable[Mention], id_: str, verdict: str) -> list[Judgement]:
    return [make_link(m.id, id_, verdict, 1.0, "ann", "she says so") for m in mentions]


def test_a_person_links_what_the_program_would_not(knowledge: Knowledge) -> None:
    articles = told("Ada Lunn went home.", "Ada Lunn came back.")
    mentions = names(articles, "Ada Lunn")
    judged = decided(mentions[:1], "Q99000001", "same")
    assert only(who(articles, mentions, knowledge, judged)).wikidata == "Q99000001"
    assert who(articles, mentions, knowledge, judged).judgements[judged[0].id] == judged[0]
    assert only(who(articles, mentions, None, judged)).wikidata == "Q99000001"
    assert only(who(articles, mentions, knowledge, decided(mentions, "Q4711", "same"))).id == "Q4711"


@pytest.mark.parametrize("verdict", ["different", "unsure"])
def test_a_person_takes_a_link_away(knowledge: Knowledge, verdict: str) -> None:
    articles = told(MINISTER)
    mentions = names(articles, "Ada Lunn")
    found = who(articles, mentions, knowledge, decided(mentions, "Q99000001", verdict))
    assert only(found).wikidata != "Q99000001"


def test_a_person_outranks_the_gazetteer() -> None:
    articles = told("Georgia signed.", "Georgia voted.")
    mentions = names(articles, "Georgia", "Country")
    listed = only(who(articles, mentions, None))
    assert listed.wikidata == "Q230"
    found = who(articles, mentions, None, decided(mentions[:1], "Q230", "different"))
    assert [of(found, m).wikidata for m in mentions] == [None, "Q230"]
    moved = who(articles, mentions, None, decided(mentions[:1], "Q1428", "same"))
    assert [of(moved, m).wikidata for m in mentions] == ["Q1428", "Q230"]
    joined = told("Georgia signed.", "The land of Medea signed.")
    both = names(joined, "Georgia", "Country") + names(joined, "Medea", "Country")
    assert only(who(joined, both, None, decided(both[1:], "Q230", "same"))).wikidata == "Q230"


def test_one_id_is_one_entity_unless_a_person_says_different(knowledge: Knowledge) -> None:
    articles = told("Kesh Shipping fired its crew. Kesh Shipping sank.", "The carrier Kesh Lines sails on.")
    mentions = names(articles, "Kesh Shipping", "Organization") + names(articles, "Kesh Lines", "Organization")
    apart = [make_judgement(mentions[0].id, mentions[-1].id, "different", 1.0, "ann", "two firms")]
    found = who(articles, mentions, knowledge, apart)
    linked = [of(found, m).wikidata for m in mentions]
    assert sorted(w or "" for w in set(linked)) == ["", "Q99000008"]
    assert any("kept apart from what is surer to be that" in reason for _, _, reason in said(found))


def test_a_judgement_on_a_mention_that_is_gone_is_no_link() -> None:
    articles = told("Ada Lunn left.")
    mentions = names(articles, "Ada Lunn")
    gone = make_link(mentions[0].id, "m-0123456789abcdef", "same", 1.0, "ann", "once")
    assert only(who(articles, mentions, None, [gone])).wikidata is None
