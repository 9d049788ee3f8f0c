"""A name that only the model has typed is what its uses say; a name that tells itself what it is stays so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract import Extractor, read_mentions
from kg.extract.mentions import Mentions
from kg.extract.usage import retype_by_use
from kg.gazetteer import load_gazetteer
from kg.model import Article
from kg.parse import parse
from tests.kit import extract_text

# text, name, what the model is made to take it for, what it is by its use
TYPED = [
    ("Olga Brandt grew up in Tarnvik. The harbour of Tarnvik is small.", "Tarnvik", "Person", "Place"),
    ("Olga Brandt grew up in Tarnvik.", "Tarnvik", "Organization", "Place"),
    ("In 2008 Olga Brandt founded Zentrix.", "Zentrix", "Person", "Organization"),
    ("Olga Brandt is the chief executive of Zentrix.", "Zentrix", "Person", "Organization"),
    ("She was the daughter of Otto Brandt and his wife.", "Otto Brandt", "Organization", "Person"),
    # no use that tells
    ("Olga Brandt visited Zentrix.", "Zentrix", "Person", "Person"),
    # uses that do not agree
    ("Olga Brandt founded Zentrix and grew up in Zentrix.", "Zentrix", "Person", "Person"),
    # who speaks, and who has a given name, is a person whatever is done with him
    ("Olga Brandt grew up in Tarnvik. Tarnvik said he was sorry.", "Tarnvik", "Person", "Person"),
    ("In 2008 Olga Brandt founded Peter Marlow.", "Peter Marlow", "Person", "Person"),
    # one plays for a town, and no body of many words is a place
    ("Olga Brandt is the chief executive of Tarnvik.", "Tarnvik", "Place", "Place"),
    ("Olga Brandt lived in Tarnvik Holding.", "Tarnvik Holding", "Organization", "Organization"),
]


@pytest.mark.parametrize(("text", "name", "taken", "wanted"), TYPED)
def test_a_name_is_what_its_uses_say(nlp, schema, text, name, taken, wanted):
    (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
    founds = read_mentions(parsed, Extractor(schema, load_gazetteer(), "r-test")).founds
    mentions = Mentions(parsed.article, parsed.doc)
    at = text.find(name)
    while at >= 0:
        span = parsed.doc.char_span(at, at + len(name))
        mentions.add(span.start, span.end, span.root.i, "name", taken)
        at = text.find(name, at + 1)
    retype_by_use(mentions, founds, load_gazetteer(), schema)
    assert {ref.type for ref in mentions} == {wanted}


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The Norwegian bought a boat from a fisherman.", set()),
        ("The Croatian, who played for Brennau, had opposed the sale.", set()),
        ("The French have opposed the sale.", {"French"}),
        ("Norway has opposed the sale.", {"Norway"}),
    ],
)
def test_one_who_is_called_by_a_country_is_not_the_country(nlp: Language, text: str, countries: set[str]) -> None:
    found = extract_text(nlp, text)
    words = {m.id: m.text for m in found.mentions if m.type == "Country"}
    assert {words[c.subject_mention] for c in found.claims if c.subject_mention in words} == countries
