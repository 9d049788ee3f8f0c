"""How sure, and whether at all: own sentences through the real pipeline, each written because it could go wrong."""

from __future__ import annotations

import pytest

from kg.extract import Extractor, extract
from kg.gazetteer import load_gazetteer
from kg.model import Article, Claim, Extraction
from kg.parse import parse


@pytest.fixture(scope="module")
def read(nlp, schema):
    by = Extractor(schema, load_gazetteer(), "r-test")

    def extraction(text: str) -> Extraction:
        (parsed,) = parse(nlp, [Article(id="a", text=text, language="en", published="2023-06-14")])
        return extract(parsed, by)

    return extraction


def claims_of(found: Extraction, relation: str) -> list[Claim]:
    return [c for c in found.claims if c.relation == relation]


# sentence, relation, (certainty, polarity) of every claim of that relation
SURE = [
    ("Norway sanctioned Belarus in May.", "sanctioned", {("asserted", "positive")}),
    ("Norway did not sanction Belarus.", "sanctioned", {("asserted", "negative")}),
    ("Norway never sanctioned Belarus.", "sanctioned", {("asserted", "negative")}),
    ("Norway failed to sanction Belarus.", "sanctioned", {("asserted", "negative")}),
    ("Norway may sanction Belarus.", "sanctioned", {("hypothetical", "positive")}),
    ("Norway will sanction Belarus.", "sanctioned", {("planned", "positive")}),
    ("Norway plans to sanction Belarus.", "sanctioned", {("planned", "positive")}),
    ("If Norway sanctions Belarus, the port will close.", "sanctioned", {("hypothetical", "positive")}),
    ("Did Norway sanction Belarus?", "sanctioned", set()),
    ("Poland said Norway had sanctioned Belarus.", "sanctioned", {("reported", "positive")}),
    ("Poland said Norway had not sanctioned Belarus.", "sanctioned", {("reported", "negative")}),
    ("Poland denied that Norway had sanctioned Belarus.", "sanctioned", {("denied", "negative")}),
    ("Poland did not deny that Norway had sanctioned Belarus.", "sanctioned", set()),
    ("Poland did not say that Norway had sanctioned Belarus.", "sanctioned", set()),
    ("Poland said Norway would sanction Belarus.", "sanctioned", {("planned", "positive")}),
    ("Poland said Norway would sanction Belarus if the talks failed.", "sanctioned", {("hypothetical", "positive")}),
    ("Poland dismissed reports that Norway had sanctioned Belarus.", "sanctioned", {("denied", "negative"), ("reported", "positive")}),
    (
        "Poland claims that Norway sanctioned Belarus, which Norway denies.",
        "sanctioned",
        {("reported", "positive"), ("denied", "negative")},
    ),
    ("According to Poland, Norway sanctioned Belarus.", "sanctioned", {("reported", "positive")}),
    ("Poland said Norway had sanctioned Belarus. Norway denied that.", "sanctioned", {("reported", "positive"), ("denied", "negative")}),
    ("Poland said Norway had sanctioned Belarus. Norway would neither confirm nor deny that.", "sanctioned", {("reported", "positive")}),
    ("Poland said Norway had sanctioned Belarus. Norway did not deny that.", "sanctioned", {("reported", "positive")}),
    (
        "Poland said Norway had sanctioned Belarus. Rain fell all day. The rivers rose. Roads were shut. Oslo firms deny the charge.",
        "sanctioned",
        {("reported", "positive")},
    ),
    ("Poland asked Norway to sanction Belarus.", "sanctioned", set()),
    ("Poland warned that Norway could sanction Belarus.", "sanctioned", {("hypothetical", "positive")}),
    ("It is unclear whether Norway sanctioned Belarus.", "sanctioned", set()),
    ('"Norway has sanctioned Belarus," said Anna Nowak, a trader.', "sanctioned", {("reported", "positive")}),
    ("Norway not only sanctioned Belarus but also froze its assets.", "sanctioned", {("asserted", "positive")}),
    ("Norway refrained from sanctioning Belarus.", "sanctioned", {("asserted", "negative")}),
    ("Poland welcomed Norway's sanctions against Belarus.", "sanctioned", {("asserted", "positive")}),
    ("Poland considered the possible release of Ivan Petrov by Belarus.", "released", {("hypothetical", "positive")}),
]


@pytest.mark.parametrize(("text", "relation", "wanted"), SURE, ids=[s[0][:50] for s in SURE])
def test_certainty_and_polarity(read, text, relation, wanted):
    assert {(c.certainty, c.polarity) for c in claims_of(read(text), relation)} == wanted


def sources(found: Extraction, relation: str) -> list[list[str]]:
    """For each claim of a relation the chain of its sources, outermost first."""
    by_id = {a.id: a for a in found.attributions}
    text = found.article.text
    chains = []
    for claim in claims_of(found, relation):
        inside = [by_id[a] for a in claim.attributions]
        chains.append([text[a.source_start : a.source_end] if a.source_start is not None else "" for a in inside])
    return sorted(chains)


def test_a_chain_has_the_outermost_source_first(read):
    found = read("Poland said Sweden had told reporters that Norway sanctioned Belarus.")
    assert sources(found, "sanctioned") == [["Poland", "Sweden"]]


def test_coordinated_sources_hold_a_claim_each(read):
    found = read("Poland, Sweden and Latvia said Norway had sanctioned Belarus.")
    inner = {found_.source_mention for found_ in found.attributions if found_.id in {c.attributions[-1] for c in found.claims}}
    assert len(claims_of(found, "sanctioned")) == 3 and len(inner) == 3


def test_a_denial_that_takes_up_what_was_said_denies_just_that(read):
    found = read("Poland said Norway had sanctioned Belarus. Norway rejected the claim.")
    claims = claims_of(found, "sanctioned")
    assert {(c.certainty, c.polarity) for c in claims} == {("reported", "positive"), ("denied", "negative")}
    denial = next(c for c in claims if c.certainty == "denied")
    assert denial.implicit == ("subject", "object") and found.article.text[denial.start : denial.end] == "rejected"


def test_somebodys_own_plan_told_by_another_is_the_tellers_claim(read):
    assert sources(read("Poland said Norway plans to sanction Belarus."), "sanctioned") == [["Poland"]]


def test_a_title_inside_indirect_speech_is_the_articles_own_voice(read):
    found = read("Poland said that Norwegian Prime Minister Kari Lund had resigned.")
    assert [c.certainty for c in claims_of(found, "holds_position")] == ["asserted"]


def test_a_title_inside_a_quotation_is_the_speakers(read):
    found = read('"Prime Minister Kari Lund is tired," said Olav Berg, a shopkeeper.')
    held = [c for c in claims_of(found, "holds_position") if "Kari" in found.article.text[c.start : c.end]]
    assert [c.certainty for c in held] == ["reported"]


def test_the_time_of_saying_is_not_the_time_of_the_event(read):
    (claim,) = claims_of(read("On 3 May, Poland reported that Norway had sanctioned Belarus."), "sanctioned")
    assert claim.event_time is None and claim.utterance_time.edtf == "2023-05-03"
    (claim,) = claims_of(read("Poland reported that Norway had sanctioned Belarus on 3 May."), "sanctioned")
    assert claim.event_time.edtf == "2023-05-03"


def test_an_aside_about_somebody_named_is_the_articles_own_voice(read):
    text = "Ruth Adler, who is on trial in Oslo, allegedly sold missiles to Chad, a prosecutor said."
    assert {c.certainty for c in claims_of(read(text), "located_in")} == {"asserted"}
    assert [c.certainty for c in claims_of(read(text), "supplied_weapons_to")] == ["reported"]


def test_an_aside_inside_a_quotation_is_the_speakers(read):
    found = read('"Ruth Adler, who was arrested by police in May, is ill," said Olav Berg, a shopkeeper.')
    assert [c.certainty for c in claims_of(found, "arrested")] == ["reported"]


def test_who_wrote_a_report_stands_behind_it(read):
    found = read("A report by the Norwegian Ministry of Defence said Poland had sanctioned Belarus.")
    (claim,) = claims_of(found, "sanctioned")
    source = next(a.source_mention for a in found.attributions if a.id == claim.attributions[-1])
    assert [m.text for m in found.mentions if m.id == source] == ["Norwegian Ministry of Defence"]


def test_kin_of_a_speaker_are_told_of_by_the_speaker(read):
    found = read("Ruth Adler was stopped at the gate. I was told that my mother had been arrested by police, said Adler.")
    assert {c.certainty for c in claims_of(found, "parent_of")} == {"reported"}


def test_what_is_to_be_built_is_planned(read):
    found = read("The names are for a monument to be built in Oslo.")
    assert {c.certainty for c in claims_of(found, "located_in")} == {"planned"}


def test_why_something_cannot_be_done_is_itself_a_fact(read):
    found = read("It is impossible to count the dead as the army has blocked the road.")
    assert [c.certainty for c in claims_of(found, "restricts")] == ["asserted"]
