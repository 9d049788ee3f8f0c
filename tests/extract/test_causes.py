"""Which clauses can stand for a matter that leads to another, and what the matter is called."""

from __future__ import annotations

import pytest

from kg.gazetteer import load_gazetteer
from kg.resolve import resolve
from kg.schema import load_schema
from tests.kit import extract_text


def causes(nlp, text):
    """{(name of the cause, name of the effect)}; each span is a slice of the text."""
    found = extract_text(nlp, text)
    assert all(text[m.start : m.end] == m.text for m in found.mentions)
    who = resolve(load_schema(), load_gazetteer(), found.mentions, found.judgements)
    named = {m: who.entities[e].name for m, e in who.entity_of.items()}
    return {(named[c.subject_mention], named[c.object_mention]) for c in found.claims if c.relation == "leads_to"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The bridge closed because the river rose.", {("river rose", "bridge closed")}),
        ("Olav Berg left Oslo because he had sold the dye works.", {("Olav Berg had sold the dye works", "Olav Berg left Oslo")}),
        (
            "Ruth Adler was dismissed because the board did not trust her.",
            {("board did not trust her (Ruth Adler)", "Ruth Adler was dismissed")},
        ),
        ("Ruth Adler resigned because her report was leaked.", {("Ruth Adler's report was leaked", "Ruth Adler resigned")}),
        ('"I closed the bridge because the river rose," Ruth Adler said.', {("river rose", "I (Ruth Adler) closed the bridge")}),
        (
            "Divers were unable to reach the wreck because the river had risen.",
            {("river had risen", "Divers were unable to reach the wreck")},
        ),
        ("The bridge was old. Olav Berg resigned because he had sold it.", {("Olav Berg had sold the bridge", "Olav Berg resigned")}),
    ],
)
def test_a_matter_is_called_so_that_it_is_understood_alone(nlp, text, wanted):
    assert causes(nlp, text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "It happened because the river rose.",
        "The bridge closed because it happened.",
        "They did it because the river rose.",
        "The bridge closed because somebody had known that.",
        "Ruth Adler did so because the river rose.",
        "That was so because the river rose.",
        "This changed because of the flood.",
    ],
)
def test_a_clause_that_only_points_elsewhere_is_no_matter(nlp, text):
    assert causes(nlp, text) == set()
