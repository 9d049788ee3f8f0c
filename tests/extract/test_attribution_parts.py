"""The parts of attribution on hand-made Docs and on plain marks: independent of any model."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.attribution.page import lay_out
from kg.extract.attribution.sources import source_of, subject
from kg.extract.attribution.spans import noun_phrase, trim, verb_group
from kg.lines import read_lines
from kg.model import Article
from kg.parse import PARSE_COPY, Parsed
from kg.schema import Schema

VOCAB = spacy.blank("en").vocab


def made(table: str) -> Doc:
    """A Doc from lines of `word tag dep head`, the head being the number of its line."""
    rows = [line.split() for line in table.strip().splitlines()]
    kinds = dict(N="NOUN", V="VERB", P="PRON", M="AUX", I="ADP", D="DET", T="PART", W="PRON", J="ADJ")
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        tags=[row[1] for row in rows],
        pos=["PUNCT" if row[1] == "," else kinds[row[1][0]] for row in rows],
        deps=[row[2] for row in rows],
        heads=[int(row[3]) for row in rows],
        lemmas=[row[0].lower() for row in rows],
    )


def marked(text: str) -> list[str]:
    """What stands between quotation marks."""
    article = Article("a", text)
    doc = spacy.blank("en")(text.translate(PARSE_COPY))
    page = lay_out(Parsed(article, doc, read_lines(text), ()), Schema(None, {}, {}, {}, {}, ""))  # type: ignore[arg-type]
    return [doc[zone.start : zone.end].text for zone in page.zones]


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ('He said "no" and "never" again.', ["no", "never"]),
        ("“No”, he said, “never”.", ["No", "never"]),
        ("„Never“, he said.", ["Never"]),
        ("”Never,“ he said.", ["Never,"]),
        ("'Never again,' he said of Jones' plan.", ["Never again,"]),
        ("The Joneses' plan and the Smiths' plan.", []),
        ('"It is late.\n\n"Go home."', ["It is late.", "Go home."]),
        ('The pipe is 6" wide.', []),
    ],
)
def test_quotation_marks_are_told_apart_by_what_is_open_not_by_their_glyph(text: str, zones: list[str]) -> None:
    assert marked(text) == zones


def test_the_source_of_a_passive_is_its_agent_alone() -> None:
    doc = made("""
        Smith NNP nsubjpass 2
        was MD auxpass 2
        asked VBN ROOT 2
        by IN agent 2
        reporters NNS pobj 3""")
    assert source_of(doc[2]) == ((4, 5), 4)
    assert source_of(made("Smith NNP nsubjpass 2\nwas MD auxpass 2\nasked VBN ROOT 2")[2]) == (None, None)


def test_an_infinitive_has_the_object_of_its_governor_as_subject() -> None:
    doc = made("""
        Smith NNP nsubj 1
        urged VBD ROOT 1
        Jones NNP dobj 1
        to TO aux 4
        say VB xcomp 1""")
    assert subject(doc[4]) == doc[2]


def test_a_participle_behind_a_comma_has_the_subject_of_its_clause() -> None:
    doc = made("""
        Smith NNP nsubj 1
        left VBD ROOT 1
        town NN dobj 1
        , , punct 1
        saying VBG acl 2""")
    assert subject(doc[4]) == doc[0]


def test_a_noun_phrase_leaves_out_a_clause_behind_a_comma() -> None:
    doc = made("""
        Smith NNP nsubj 6
        , , punct 0
        who WP nsubj 3
        lives VBZ relcl 0
        here JJ advmod 3
        , , punct 0
        left VBD ROOT 6""")
    assert noun_phrase(doc[0]) == (0, 1)


def test_a_cue_has_its_auxiliaries_and_the_by_of_its_agent() -> None:
    doc = made("""
        Plan NN nsubjpass 2
        was MD auxpass 2
        rejected VBN ROOT 2
        by IN agent 2
        unions NNS pobj 3""")
    assert verb_group(doc[2]) == (1, 4)


def test_a_bracket_that_closes_stays_at_the_edge() -> None:
    doc = Doc(VOCAB, words=["(", "the", "agency", "(", "HUR", ")", ")", "."])
    assert trim(doc, 0, 8) == (1, 6)
