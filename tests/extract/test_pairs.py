"""The classifier of standing facts: what its features are, what its weights hold, what it may and may not say."""

from __future__ import annotations

import dataclasses
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract import Extractor, extract, read_mentions
from kg.extract.pairs import PairReader
from kg.extract.pairs.ends import Ends
from kg.extract.pairs.facts import EXCLUSIVE, FACTS, SAID, Fitting
from kg.extract.pairs.features import View, features
from kg.extract.pairs.model import BIAS, WEIGHTS, Model, dump, load_model
from kg.extract.pairs.propose import pairs_in
from kg.gazetteer import load_gazetteer
from kg.model import Article, Extraction
from kg.parse import parse


@pytest.fixture(scope="module")
def by(schema):
    return Extractor(schema, load_gazetteer(), "r-test")


@pytest.fixture(scope="module")
def read(nlp, by):
    def extraction(text: str) -> Extraction:
        (parsed,) = parse(nlp, [Article(id="a", text=text, language="en", published="2023-06-14")])
        return extract(parsed, by)

    return extraction


def found(extraction: Extraction, relation: str) -> set[tuple[str, str, str, str]]:
    """(subject, object, polarity, certainty) of the claims of a relation, in words of the text."""
    words = {m.id: m.text for m in extraction.mentions}
    return {
        (words[c.subject_mention], words.get(c.object_mention or "", c.value or ""), c.polarity, c.certainty)
        for c in extraction.claims
        if c.relation == relation
    }


# No frame reads these; the classifier does.
READ = [
    ("Pavel Dorin (12 March 1931 - 4 May 2004) was a chemist.", "born_on", ("Pavel Dorin", "12 March 1931", "positive", "asserted")),
    ("Pavel Dorin (12 March 1931 - 4 May 2004) was a chemist.", "died_on", ("Pavel Dorin", "4 May 2004", "positive", "asserted")),
    ("Pavel Dorin was a chemist who taught at Brno University.", "works_for", ("Pavel Dorin", "Brno University", "positive", "asserted")),
    ("Olga Dorin moved to Turin with her two sons in 1988.", "lives_in", ("Olga Dorin", "Turin", "positive", "asserted")),
]


@pytest.mark.parametrize(("text", "relation", "wanted"), READ)
def test_it_reads_what_no_frame_puts_into_words(read, text, relation, wanted):
    extraction = read(text)
    assert wanted in found(extraction, relation)
    (rule,) = {c.rule for c in extraction.claims if c.relation == relation}
    assert rule.startswith(f"pairs:{relation} (")


def test_it_is_held_to_what_the_sentence_denies_and_supposes(read):
    """It sees no negation and no attribution; the claim has them all the same."""
    said = read("Olga Dorin, her neighbours said, moved to Turin in 1988.")
    assert {x[2:] for x in found(said, "lives_in")} == {("positive", "reported")}
    never = read("Olga Dorin has not moved to Turin.")
    assert not any(x[2] == "positive" for x in found(never, "lives_in"))
    asked = read("Has Olga Dorin moved to Turin?")
    assert found(asked, "lives_in") == set()


def test_of_two_people_beside_one_birthday_one_has_it(read):
    extraction = read("Jan Brek, son of the conductor Otto Brek, was born on 3 May 1950 in Graz.")
    assert found(extraction, "born_on") == {("Jan Brek", "3 May 1950", "positive", "asserted")}
    assert found(extraction, "born_in") == {("Jan Brek", "Graz", "positive", "asserted")}


def test_two_names_side_by_side_are_no_evidence(read):
    """A list, a meeting and a score put people and bodies beside each other and say nothing of them."""
    for text in (
        "Anna Novak, Harland Bank, Leeds, 3 May 1950.",
        "Anna Novak met the head of Harland Bank in Leeds on 3 May.",
        "Harland Rovers 3, Leeds City 1. Anna Novak watched.",
    ):
        assert not [c for c in read(text).claims if c.rule.startswith("pairs:")], text


def test_what_it_tells_apart_is_in_the_schema_and_in_the_weights(schema):
    weights = load_model().weights
    assert set(weights[BIAS]) == set(FACTS)
    assert set(FACTS) <= set(schema.relations)
    assert set(FACTS) >= EXCLUSIVE
    assert set(SAID) <= set(FACTS) and {r for said in SAID.values() for r in said} <= set(schema.relations)


def test_weights_hold_features_and_no_text_of_anybody():
    """No weight rests on a name: proper nouns stand in features as their types alone, or are too rare to be kept."""
    text = WEIGHTS.read_text(encoding="utf-8")
    assert len(text) < 200_000
    assert dump(load_model().weights) == text


NAMES = st.text(string.ascii_letters + string.punctuation.replace("\t", "") + " éß中", min_size=1, max_size=20)
WEIGHT = st.integers(-999, 999).map(lambda n: n / 100)


@given(st.dictionaries(NAMES.map(str.strip).filter(bool), st.dictionaries(st.sampled_from(sorted(FACTS)), WEIGHT, min_size=1), min_size=1))
def test_weights_come_back_as_they_were_written(tmp_path_factory, weights):
    path = tmp_path_factory.mktemp("weights") / "pairs.tsv"
    path.write_text(dump(weights), encoding="utf-8")
    assert load_model.__wrapped__(path).weights == weights


TEXTS = st.lists(
    st.sampled_from("Anna Novak|Harland Bank|Leeds|3 May 1950|was born in|joined|\t|(|)|his wife|,|2004|American|\n|who".split("|")),
    min_size=2,
    max_size=14,
).map(" ".join)


@given(TEXTS)
def test_features_are_lines_without_tabs_and_pairs_fit_the_schema(nlp, by, text):
    (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
    reading = read_mentions(parsed, by)
    ends = Ends(parsed.doc, reading.mentions, reading.arguments.type_of, by.schema)
    for sent in parsed.sents:
        for pair in pairs_in(parsed.doc, sent, ends, Fitting(by.schema)):
            assert pair.relations and pair.subject.ref is not None
            assert pair.features == sorted(set(pair.features))
            assert not [f for f in pair.features if len(f.splitlines()) != 1 or "\t" in f]


def test_a_pair_looks_the_same_whoever_else_is_in_the_article(nlp, by):
    """Features are of the sentence alone."""

    def looks(text: str) -> list[str]:
        (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
        reading = read_mentions(parsed, by)
        ends = Ends(parsed.doc, reading.mentions, reading.arguments.type_of, by.schema)
        sent = parsed.sents[0]
        found = ends.within(sent)
        return features(View(parsed.doc, sent.span.start, sent.span.end, found), found[0], found[1])

    one = "Anna Novak joined Harland Bank in May."
    assert looks(one) == looks(f"{one} Jan Brek left it.")


def test_probabilities_are_the_logistic_of_summed_weights():
    model = Model({BIAS: {"born_in": -1.0}, "word > bear": {"born_in": 3.0, "works_for": 9.0}})
    assert model.probabilities(["word > bear", "unknown"], ["born_in"]) == {"born_in": pytest.approx(0.8808, abs=1e-4)}
    assert model.reasons(["unknown", "word > bear"], "born_in") == [("word > bear", 3.0)]
    assert model.sum_of(["word > bear"], "works_for") == 9.0


def test_a_schema_without_its_relations_is_left_alone(nlp, by):
    """Another schema may have few of the fifteen, or none; the rest is not proposed."""
    (parsed,) = parse(nlp, [Article(id="a", text="Pavel Dorin (12 March 1931 - 4 May 2004) was a chemist.", language="en")])
    reading = read_mentions(parsed, by)

    def proposed(*names: str) -> set[str]:
        few = dataclasses.replace(by.schema, relations={n: by.schema.relations[n] for n in names})
        reader = PairReader(reading.mentions, reading.arguments.type_of, lambda ref: ref.id, few)
        return {p.relation for sent in parsed.sents for p in reader.claims(sent, [])}

    assert proposed("born_on", "died_on") == {"born_on", "died_on"}
    assert proposed("died_on") == {"died_on"}
    assert proposed() == set()


# Two ends that a verb between them, a hyphen, an age or a possession keeps apart, though their types would fit.
APART = [
    ("The 84-year-old, who was born in Tanner Row, is Bridget Noone's aunt.", "born_on"),
    ("Emil Sandu was jailed for killing his 18-year-old girlfriend.", "died_on"),
    ("The Norwegian-born Emil Sandu is to run the bank.", "citizen_of"),
    ('"If nothing changes, the Japanese government should act," Emil Sandu said.', "citizen_of"),
    ("The trader Emil Sandu, who owns the firm Pwani Grain, was acquitted.", "works_for"),
    ("Emil Sandu was making a link to the goals of the United Nations.", "member_of"),
]


@pytest.mark.parametrize(("text", "relation"), APART)
def test_nothing_is_read_out_of_types_alone(read, text, relation):
    assert found(read(text), relation) == set()


def test_a_noun_phrase_and_a_definition_join_two_ends_without_a_telling_word(nlp, by):
    """`A of B` and `A is the … of B` do; a verb between the two does not."""

    def joined(text: str, a: str, b: str) -> bool:
        (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
        places = [next(t.i for t in parsed.doc if t.text == word) for word in (a, b)]
        return View(parsed.doc, 0, len(parsed.doc), []).joined(*places)

    assert joined("Sandu of Northfield spoke.", "Sandu", "Northfield")
    assert joined("Sandu was an inspector of Northfield.", "Sandu", "Northfield")
    assert not joined("Sandu praised the roof of Northfield.", "Sandu", "Northfield")


def test_a_date_of_a_life_has_a_year_or_a_month(nlp, by):
    text = "Bridget Noone, 84, met Emil Sandu on 3 May and in 1999, and 12 others on the 4th."
    (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
    reading = read_mentions(parsed, by)
    ends = Ends(parsed.doc, reading.mentions, reading.arguments.type_of, by.schema)
    dates = [parsed.doc[e.start : e.end].text for s in parsed.sents for e in ends.within(s) if e.ref is None]
    assert dates == ["3 May", "1999"]


def test_a_parent_whose_child_a_frame_has_read_has_no_other(read):
    text = "Mira Stanton, six years old, was flown to Cork after the ferry Kari Bunda went down; her father, Owen Stanton, waited."
    children = {x[0] for x in found(read(text), "child_of")} | {x[1] for x in found(read(text), "parent_of")}
    assert children == {"her"}
