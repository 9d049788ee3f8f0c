"""The evidence law: whatever an extractor says without evidence is refused and counted."""

from __future__ import annotations

import dataclasses

import pytest

from kg.errors import ConfigError
from kg.extract import Extractor, extract, extractor, lawful
from kg.gazetteer import load_gazetteer
from kg.model import Article, Extraction
from kg.parse import parse

TEXT = "Poland said Norway had sanctioned Belarus. Norway rejected the claim."


@pytest.fixture(scope="module")
def found(nlp, schema) -> Extraction:
    (parsed,) = parse(nlp, [Article(id="a", text=TEXT, language="en")])
    return extract(parsed, Extractor(schema, load_gazetteer(), "r-test"))


def test_what_the_rules_extract_keeps_the_law(found, schema):
    kept = lawful(found, schema)
    assert kept.claims == found.claims and kept.mentions == found.mentions and kept.refused == found.refused


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"start": 5, "end": 5}, "a claim whose words are not in the article"),
        ({"end": len(TEXT) + 1}, "a claim whose words are not in the article"),
        ({"subject_mention": "m-nobody"}, "a claim about or by somebody who is not mentioned"),
        ({"attributions": ("t-nobody",)}, "a claim about or by somebody who is not mentioned"),
        ({"relation": "adores"}, "a claim with a relation that the schema does not have"),
        ({"certainty": "sure"}, "a claim of no known certainty or polarity"),
        ({"certainty": "asserted"}, "a claim whose certainty and sources do not agree"),
        ({"value": "a thousand lies"}, "a claim with a value that is not in the article"),
        ({"object_mention": None}, "a claim without an object"),
        ({"sentence": "s-nowhere"}, "a claim outside the sentences of the article"),
    ],
)
def test_a_claim_without_evidence_is_refused_and_counted(found, schema, change, reason):
    reported = next(c for c in found.claims if c.certainty == "reported")
    forged = dataclasses.replace(found, claims=(dataclasses.replace(reported, **change),))
    kept = lawful(forged, schema)
    assert kept.claims == () and kept.refused[reason] == 1


def test_a_mention_that_the_article_does_not_have_is_refused_with_all_that_hangs_on_it(found, schema):
    norway = next(m for m in found.mentions if m.text == "Norway")
    others = tuple(m for m in found.mentions if m != norway)
    kept = lawful(dataclasses.replace(found, mentions=(*others, dataclasses.replace(norway, text="Sweden"))), schema)
    assert kept.refused["a mention that is not what the article says there"] == 1
    assert all(norway.id not in (c.subject_mention, c.object_mention) for c in kept.claims)


def test_an_unknown_extractor_is_told_with_the_nearest_name():
    with pytest.raises(ConfigError, match="Did you mean 'rules'"):
        extractor("rule")
