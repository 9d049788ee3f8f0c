"""What turns a claim round or leaves it open within a sentence, and what only looks so; each sentence was once read wrongly."""

from __future__ import annotations

import pytest

from tests.kit import extract_text

SO, NOT_SO = ("asserted", "positive"), ("asserted", "negative")
MAYBE, PLANNED = ("hypothetical", "positive"), ("planned", "positive")
TOLD, DENIED = ("reported", "positive"), ("denied", "negative")

# sentence, {(certainty, polarity)} of the claims that Norway or others invaded Mali
INVADED = [
    ("Neither Norway nor Sweden invaded Mali.", {NOT_SO}),
    ("Nor did Norway invade Mali.", {NOT_SO}),
    ("None of the brigades invaded Mali.", {NOT_SO}),
    ("At no time did Norway invade Mali.", {NOT_SO}),
    ("In no time, Norway had invaded Mali.", {SO}),
    ("For no apparent reason, Norway invaded Mali.", {SO}),
    ("Not for the first time, Norway invaded Mali.", {SO}),
    ("Not far from the lake, Norway invaded Mali.", {SO}),
    ("No fewer than 900 soldiers invaded Mali.", {SO}),
    ("No country but Norway has invaded Mali.", {SO}),
    ("It was not until March that Norway invaded Mali.", {SO}),
    ("Norway did not fail to invade Mali.", {SO}),
    ("Norway has yet to invade Mali.", {NOT_SO}),
    ("Far from invading Mali, Norway left the region.", {NOT_SO}),
    ("Norway was banned from invading Mali.", {NOT_SO}),
    ("Norway was too weak to invade Mali.", {NOT_SO}),
    ("Norway was unable to invade Mali.", {NOT_SO}),
    ("Norway decided against invading Mali.", {NOT_SO}),
    ("Norway made no attempt to invade Mali.", {NOT_SO}),
    ("Norway turned out to have invaded Mali.", {SO}),
    ("Norway nearly invaded Mali.", set()),
    ("Norway all but invaded Mali.", set()),
    ("Norway came within an hour of invading Mali.", set()),
    ("Norway shelved plans to invade Mali.", set()),
    ("Norway backed away from a plan to invade Mali.", set()),
    ("Norway cancelled its planned invasion of Mali.", set()),
    ("Norway's attempted invasion of Mali shocked Sweden.", set()),
    ("Sweden warned Norway against invading Mali.", set()),
    ("Sweden insisted that Norway invade Mali.", set()),
    ("It is an open question whether Norway invaded Mali.", set()),
    ("Sweden wanted to know if Norway had invaded Mali.", set()),
    ("Norway must have invaded Mali.", {MAYBE}),
    ("It is possible that Norway invaded Mali.", {MAYBE}),
    ("Had Norway invaded Mali, the port would be closed.", {MAYBE}),
    ("In case Norway invades Mali, the port will close.", {MAYBE}),
    ("Norway is suspected of invading Mali.", {MAYBE}),
    ("Norway considered invading Mali.", {MAYBE}),
    ("Norway threatened to invade Mali.", {MAYBE}),
    ("Norway appears to have invaded Mali.", {MAYBE}),
    ("Sweden fears that Norway has invaded Mali.", {MAYBE}),
    ("The alleged invasion of Mali by Norway shocked Sweden.", {MAYBE}),
]
# the same, along cues
SAID = [
    ("Sweden forgot that Norway had invaded Mali.", {TOLD}),
    ("Sweden did not know that Norway had invaded Mali.", {SO}),
    ("Sweden refused to say that Norway had invaded Mali.", set()),
    ("Sweden stopped short of saying that Norway had invaded Mali.", set()),
    ("Sweden did not go so far as to say that Norway had invaded Mali.", set()),
    ("Sweden was not told that Norway had invaded Mali.", set()),
    ("Sweden does not believe that Norway invaded Mali.", {("reported", "negative")}),
    ("There is no doubt that Norway invaded Mali.", {SO}),
    ("That Norway had invaded Mali was denied by Sweden.", {DENIED}),
    ("It is not true that Norway invaded Mali.", {NOT_SO}),
    ("Sweden said it was untrue that Norway had invaded Mali.", {DENIED}),
    ("Reports that Norway invaded Mali are false.", {NOT_SO, TOLD}),
    ("There is no truth in the report that Norway invaded Mali.", {NOT_SO, TOLD}),
    ("Sweden called the claim that Norway had invaded Mali a lie.", {DENIED, TOLD}),
    ("Sweden described the claim that Norway had invaded Mali as baseless.", {DENIED, TOLD}),
    ("Sweden falsely claimed that Norway had invaded Mali.", {NOT_SO, TOLD}),
    ("Sweden reported that Norway had invaded Mali. Norway called the report false.", {DENIED, TOLD}),
    ("Sweden reported that Norway had invaded Mali. Norway said this was not true.", {DENIED, TOLD}),
]


@pytest.mark.parametrize(("text", "wanted"), INVADED + SAID, ids=[s for s, _ in INVADED + SAID])
def test_a_deed_is_told_as_surely_as_the_sentence_tells_it(nlp, text, wanted):
    claims = [c for c in extract_text(nlp, text).claims if c.relation == "invaded"]
    assert {(c.certainty, c.polarity) for c in claims} == wanted


# sentence, relation, {(certainty, polarity)}
FACTS = [
    ("Chad is anything but an ally of Mali.", "allied_with", {NOT_SO}),
    ("Chad is far from an ally of Mali.", "allied_with", {NOT_SO}),
    ("Ruth Adler is not married to Olav Berg.", "spouse_of", {NOT_SO}),
    ("Ruth Adler was wrongly described as the wife of Olav Berg.", "spouse_of", {NOT_SO}),
    ("Ruth Adler is neither the head of Corvane Energy nor a member of the Baltic League.", "head_of", {NOT_SO}),
    ("Ruth Adler, no longer a member of the Baltic League, met Olav Berg.", "member_of", {NOT_SO}),
    ("Ruth Adler, allegedly a member of the Baltic League, met Olav Berg.", "member_of", {MAYBE}),
    ("Ruth Adler is no longer a member of the Baltic League.", "member_of", {NOT_SO}),
    ("A meeting between Ruth Adler and Olav Berg never took place.", "met_with", {NOT_SO}),
    ("Norway sent no troops to Mali.", "sent_troops_to", {NOT_SO}),
    ("Norway denied having supplied weapons to Mali.", "supplied_weapons_to", {DENIED}),
    ("Ruth Adler left Oslo without meeting Olav Berg.", "met_with", {NOT_SO}),
    ("Norway did not leave the talks without meeting Sweden.", "met_with", {SO}),
]


@pytest.mark.parametrize(("text", "relation", "wanted"), FACTS, ids=[s for s, _, _ in FACTS])
def test_a_fact_is_told_as_surely_as_the_sentence_tells_it(nlp, text, relation, wanted):
    claims = [c for c in extract_text(nlp, text).claims if c.relation == relation]
    assert {(c.certainty, c.polarity) for c in claims} == wanted


@pytest.mark.parametrize(
    ("text", "so", "not_so"),
    [
        ("Norway invaded not Chad but Mali.", "Mali", "Chad"),
        ("Norway did not invade Chad but Mali.", "Mali", "Chad"),
    ],
)
def test_of_two_that_are_set_against_each_other_one_is_meant(nlp, text, so, not_so):
    found = extract_text(nlp, text)
    names = {m.id: m.text for m in found.mentions}
    told = {names[c.object_mention]: c.polarity for c in found.claims if c.relation == "invaded"}
    assert told == {so: "positive", not_so: "negative"}
