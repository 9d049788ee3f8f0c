"""The confidence of a claim: what its rule thinks, corrected by how often its like is right."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from spacy.language import Language

from kg.extract import Extractor, extract
from kg.extract.confidence import HIGH, LOW, WEIGHTS, confidence, family_of, features, logit
from kg.gazetteer import Gazetteer
from kg.schema import Schema
from tests.kit import parse_text
from tests.test_readme import script

calibrate = script("calibrate")
NAMES = ("name", "name")


@pytest.mark.parametrize(
    ("rule", "family"),
    [
        ("role:title:head_of.2", "role:title"), ("frame:met_with.1", "frame"), ("place:comma", "place"), ("byline", "byline"),
        ("pairs:works_for (title: chief, order)", "pairs"), ("role", "role:"),
    ],
)  # fmt: skip
def test_rules_of_one_mechanism_are_one_family(rule: str, family: str) -> None:
    assert family_of(rule) == family


def test_it_is_a_probability_in_hundredths_and_rises_with_what_the_rule_thinks() -> None:
    said = [confidence("frame:met_with.1", raw / 20, NAMES, False) for raw in range(21)]
    assert said == sorted(said) and said[0] < said[-1]
    assert all(LOW <= p <= HIGH and p == round(p, 2) for p in said)


def test_names_are_surer_than_descriptions_and_own_words_than_reported_ones() -> None:
    name = confidence("frame:met_with.1", 0.85, NAMES, False)
    assert confidence("frame:met_with.1", 0.85, ("nominal", "nominal"), False) < name
    assert confidence("frame:met_with.1", 0.85, NAMES, True) < name


def test_a_rule_that_nobody_has_measured_is_corrected_by_what_all_have_in_common() -> None:
    weights = json.loads(WEIGHTS.read_text())
    known = features("newcomer:x.1", 0.7, NAMES, False)
    assert {name for name in known if name not in weights} == {"rule newcomer", "raw newcomer"}
    assert 0.5 < confidence("newcomer:x.1", 0.7, NAMES, False) < HIGH


def test_claims_carry_it_and_calibration_learns_from_what_the_rules_think(nlp: Language, schema: Schema, gazetteer: Gazetteer) -> None:
    parsed = parse_text(nlp, "Ada Lunn met Teo Brandt in Oslo.")
    (claim,) = [c for c in extract(parsed, Extractor(schema, gazetteer, "r")).claims if c.relation == "met_with"]
    (raw,) = [c for c in extract(parsed, Extractor(schema, gazetteer, "r", calibrated=False)).claims if c.relation == "met_with"]
    assert claim.confidence == confidence(raw.rule, raw.confidence, NAMES, False) != raw.confidence
    assert claim.id == raw.id


def example(raw: float, right: bool, rule: str = "frame:a.1", number: int = 0) -> object:
    return calibrate.Example("news", f"a-{number}", features(rule, raw, NAMES, False), raw, right)


def test_a_fit_of_many_claims_says_the_share_that_is_right() -> None:
    for share in (0.3, 0.6, 0.9):
        judged = [example(0.85, n < 400 * share) for n in range(400)]
        assert calibrate.probability(calibrate.fit(judged), judged[0]) == pytest.approx(share, abs=0.02)


def test_a_family_with_few_claims_stays_near_the_others() -> None:
    many = [example(0.8, n % 10 < 8) for n in range(500)]
    few = [example(0.8, False, "role:title:b.1")]
    fitted = calibrate.fit([*many, *few])
    assert 0.4 < calibrate.probability(fitted, few[0]) < calibrate.probability(fitted, many[0])
    lots = [example(0.8, False, "role:title:b.1") for _ in range(200)]
    assert calibrate.probability(calibrate.fit([*many, *lots]), few[0]) < 0.1


def test_that_rules_are_right_more_often_elsewhere_does_not_make_the_news_surer() -> None:
    news = [example(0.8, n % 2 == 0) for n in range(200)]
    elsewhere = [replace(example(0.8, True), source=calibrate.ELSEWHERE) for _ in range(200)]  # type: ignore[type-var]
    fitted = calibrate.fit([*news, *elsewhere])
    assert calibrate.probability(fitted, news[0]) == pytest.approx(0.5, abs=0.05)
    assert calibrate.ELSEWHERE in fitted and calibrate.ELSEWHERE not in calibrate.dump(fitted)


def test_what_is_written_is_what_was_fitted_in_hundredths() -> None:
    fitted = calibrate.fit([example(0.8, n % 10 < 5) for n in range(300)])
    written = json.loads(calibrate.dump(fitted))
    assert list(written) == sorted(written) and 0 not in written.values()
    assert all(abs(fitted[name] - weight) <= 0.005 for name, weight in written.items())


def test_logits_are_finite() -> None:
    assert logit(0.5) == 0 and logit(0) == pytest.approx(-logit(1)) and logit(1) == logit(HIGH)
