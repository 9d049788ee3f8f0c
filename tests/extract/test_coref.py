"""Who is who in an article, on sentences of our own: links that must be and links that must not.

A row is (text, one, other): the words of two mentions, `Words#2` for their second occurrence. Both directions, so
that neither merging everything nor merging nothing passes.
"""

from __future__ import annotations

import json
import re

import numpy as np
import pytest
from spacy.language import Language

from kg.extract import Extractor, extract
from kg.extract.attribution import find_attributions
from kg.extract.coref import Chains, corefer
from kg.extract.coref.alone import ALONE
from kg.extract.coref.features import TEMPLATES
from kg.extract.coref.ranker import WEIGHTS, load_ranker
from kg.extract.lexicon import nouns_of
from kg.extract.mentions import Mentions, Ref
from kg.extract.names import find_names
from kg.extract.nominals import find_nominals
from kg.gazetteer import load_gazetteer
from kg.model import Article
from kg.parse import Parsed, parse
from kg.resolve.clusters import Clusters
from kg.schema import Schema

TURNS = "REPORTER: Will you run again?\nWEBER: I have not decided.\nREPORTER: When will you decide?\nWEBER: I will say in May."

SAME: list[tuple[str, str, str]] = [
    # names
    ("Anna Weber opened the fair. Weber thanked the volunteers.", "Anna Weber", "Weber#2"),
    ("Mr Tom Miller sued the bank. Miller lost the case.", "Tom Miller", "Miller#2"),
    ("The Harbour Security Service (HSS) raided two ships. The HSS found nothing.", "Harbour Security Service", "HSS#2"),
    ("The World Health Organization sent a team. The WHO will report in May.", "World Health Organization", "WHO"),
    ("President Volodymyr Zelenskyy spoke in Odesa. Zelensky then flew to Kharkiv.", "Volodymyr Zelenskyy", "Zelensky"),
    ("Russia rejected the offer. Russian officials called it a trap.", "Russia", "Russian"),
    ("The US sent aid. The United States also lifted tariffs.", "US", "United States"),
    ("Martina Kessler joined the board in May. Everyone calls her Martina.", "Martina Kessler", "Martina#2"),
    ("The Church of Saint Anne was closed. The Church needs a new roof.", "Church of Saint Anne", "Church#2"),
    ("Dr. Peter Novak left the clinic. Peter Novak had run it for years.", "Peter Novak", "Peter Novak#2"),
    ("Orbis Steel hired 200 people. Critics say Orbis Steel pays too little.", "Orbis Steel", "Orbis Steel#2"),
    # he and she, in number and sex
    ("Maria Lopez won the race. She trained for ten years.", "Maria Lopez", "She"),
    ("Maria Lopez met John Carter on Monday. She gave him a book.", "Maria Lopez", "She"),
    ("Maria Lopez met John Carter on Monday. She gave him a book.", "John Carter", "him"),
    ("John Carter sold his house.", "John Carter", "his"),
    ("The actress left the stage. She was ill.", "actress", "She"),
    ("Peter Novak hurt himself at work.", "Peter Novak", "himself"),
    ("David Stone is a surgeon. He works in Leeds. He lives in York.", "David Stone", "He#2"),
    ("Helena Brandt, who runs the museum, said she would resign.", "Helena Brandt", "she"),
    ("When he arrived in Oslo, Erik Dahl was arrested. Police said Erik Dahl had lied.", "Erik Dahl", "Erik Dahl#2"),
    ("The king opened parliament. His speech was short.", "king", "His"),
    # relative pronouns
    ("Erik Dahl, who runs the ferry, lost his licence.", "Erik Dahl", "who"),
    ("Orbis Steel, which owns two plants, hired 200 people.", "Orbis Steel", "which"),
    ("Helena Brandt, a biologist at Orbis Labs who won the prize, moved to Graz.", "Helena Brandt", "who"),
    ("The prize went to Maria Lopez, whose book sold well.", "Maria Lopez", "whose"),
    # it and they
    ("Orbis Steel closed its plant in Graz.", "Orbis Steel", "its"),
    ("The company lost money last year. It will cut 300 jobs.", "company", "It"),
    ("The protesters marched to the palace. They carried candles.", "protesters", "They"),
    ("The ministry said it would publish the report.", "ministry", "it"),
    ("Norway raised its forecast.", "Norway", "its"),
    ("Two soldiers were wounded. They were flown to hospital.", "Two soldiers", "They"),
    ("The bridge collapsed in March. It was built in 1932.", "bridge", "It"),
    ("The parents thanked their lawyer.", "parents", "their"),
    # apposition and predicate
    ("Kyrylo Marchenko, head of the agency, resigned.", "Kyrylo Marchenko", "head of the agency"),
    ("The head of the agency, Kyrylo Marchenko, resigned.", "head of the agency", "Kyrylo Marchenko"),
    ("Anna Weber is the chairwoman of the union.", "Anna Weber", "chairwoman of the union"),
    ("Anna Weber studied law and became a judge.", "Anna Weber", "judge"),
    ("Orbis Steel, a company from Brno, went bankrupt.", "Orbis Steel", "company"),
    # descriptions
    ("A bank in Riga was robbed. The bank reopened on Friday.", "bank in Riga", "bank#2"),
    ("The ministry denied the report. Later the ministry confirmed it.", "ministry", "ministry#2"),
    ("The University of Basel found the error. The university apologised.", "University of Basel", "university"),
    ("A court in Turin heard the case. The court will rule in June.", "court in Turin", "court#2"),
    ("Russia began the war against Ukraine in 2014. Experts expect the war to last.", "war against Ukraine", "war#2"),
    ("A Danish nurse was freed on Sunday\n\nKirsten Holm, a Danish nurse, was freed on Sunday.", "Danish nurse", "Kirsten Holm"),
    # who speaks
    ('"I will not resign," Anna Weber said.', "Anna Weber", "I"),
    ('Anna Weber said: "I was wrong. I am sorry."', "Anna Weber", "I#2"),
    ('Anna Weber said: "My staff knew."', "Anna Weber", "My"),
    ("Paul Reed said the mine would close. He added that 40 people would go.", "Paul Reed", "He"),
    ("Rita Sands said the talks had failed. The minister was absent. She also said that aid would stop.", "Rita Sands", "She"),
    ('"We will appeal," said Jan Novak, chief executive of Orbis Steel.', "Orbis Steel", "We"),
    ('"We regret the delay," Orbis Steel said.', "Orbis Steel", "We"),
    ("The union rejected the offer, it said. They also claimed that wages had fallen.", "union", "it"),
    (TURNS, "I", "I#2"),
]
DIFFERENT: list[tuple[str, str, str]] = [
    # homonyms
    ("Tom Miller sued his brother. Paul Miller denied the charge.", "Tom Miller", "Paul Miller"),
    ("John Heinz II founded the firm. John Heinz III sold it.", "John Heinz II", "John Heinz III"),
    ("George Adams met his son Henry Adams in Bonn.", "George Adams", "Henry Adams"),
    ("Vladimir Putin called Volodymyr Zelenskyy a liar.", "Vladimir Putin", "Volodymyr Zelenskyy"),
    ("Anna Ford left Ford Motor Company in May.", "Anna Ford", "Ford Motor Company"),
    ("Henry Porter founded Porter Logistics in 1970. Porter Logistics has 90 trucks.", "Henry Porter", "Porter Logistics#2"),
    ("Jack Daniels visited Daniels Bank. Daniels Bank gave a loan.", "Jack Daniels", "Daniels Bank"),
    ("Mrs Keller is ill. Mr Keller runs the farm.", "Keller", "Keller#2"),
    ("Peter Miller spoke first. Mrs Miller spoke last.", "Peter Miller", "Miller#2"),
    ("North Korea tested a missile. South Korea protested.", "North Korea", "South Korea"),
    ("The Bank of England raised rates. The Bank of Canada did not.", "Bank of England", "Bank of Canada"),
    ("Niger and Nigeria signed a treaty.", "Niger", "Nigeria"),
    ("The University of Oslo beat the University of Bergen.", "University of Oslo", "University of Bergen"),
    ("Her son John, daughter Julie and nephew Eddie work there.", "John", "Julie"),
    # pronouns
    ("Maria Lopez met John Carter on Monday. She gave him a book.", "Maria Lopez", "him"),
    ("Maria Lopez met John Carter on Monday. She gave him a book.", "John Carter", "She"),
    ("Maria Lopez left. He stayed.", "Maria Lopez", "He"),
    ("Peter Novak praised him.", "Peter Novak", "him"),
    ("Orbis Steel sued Peter Novak. It wants two million euros.", "Peter Novak", "It"),
    ("The company fired Helena Brandt. She will appeal.", "company", "She"),
    ("The protesters met the mayor. They carried candles.", "mayor", "They"),
    ("Norway warned the pilots. They had flown too low.", "Norway", "They"),
    ("His wife called Paul Reed.", "wife", "Paul Reed"),
    ("It is raining in Bergen.", "It", "Bergen"),
    # descriptions
    ("The Russian government protested. The Polish government did not.", "Russian government", "Polish government"),
    ("A bank in Riga was robbed. Another bank was not.", "bank in Riga", "Another bank"),
    ("IRNA news agency quoted the Nigerian government.", "IRNA news agency", "Nigerian government"),
    ("The first match was a draw. The second match was lost.", "first match", "second match"),
    ("The Brelm plant in Graz is on strike. Brelm's second plant in Linz is not.", "plant", "plant#2"),
    ("Anna Weber is not a judge.", "Anna Weber", "judge"),
    ("The head of the agency met the head of the union.", "head of the agency", "head of the union"),
    ("Three soldiers died on Monday. Two soldiers died on Tuesday.", "Three soldiers", "Two soldiers"),
    # who speaks
    ('"I will not resign," Anna Weber said. "I hope she does," Paul Reed said.', "I", "I#2"),
    ('Anna Weber told Paul Reed: "I trust you."', "Paul Reed", "I"),
    ('Anna Weber told Paul Reed: "I trust you."', "Anna Weber", "you"),
    ('Paul Reed said: "You know her." He left the room.', "You", "He"),
    (TURNS, "you", "REPORTER"),
]


class Reading:
    """A text with its chains, asked by the words of its mentions."""

    def __init__(self, nlp: Language, schema: Schema, text: str) -> None:
        (self.parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
        self.mentions, self.chains = read(self.parsed, schema)
        self.refs = [*self.mentions, *self.chains.added]
        self.sets = Clusters({r.id for r in self.refs})
        for j in self.chains.judgements:
            if j.verdict == "same" and j.left in self.sets and j.right in self.sets:
                self.sets.join(j.left, j.right)
        for id_, name in self.chains.attributes.items():  # said of the name, and no mention of its own
            self.sets.join(name.id, id_)

    def at(self, words: str) -> Ref | None:
        """The shortest mention whose head stands in these words; `#n`: in the nth place where they stand."""
        words, _, number = words.partition("#")
        found = [m.start() for m in re.finditer(rf"\b{re.escape(words)}\b", self.parsed.article.text)]
        start = found[int(number or 1) - 1]
        around = [r for r in self.refs if start <= self.parsed.doc[r.head].idx < start + len(words)]
        return min(around, key=lambda r: abs(r.end - r.start - len(words.split())), default=None)

    def same(self, one: str, other: str) -> bool:
        """Are two mentions judged the same? One that is no mention is the same as none."""
        left, right = self.at(one), self.at(other)
        return left is not None and right is not None and self.sets.root(left.id) == self.sets.root(right.id)


def read(parsed: Parsed, schema: Schema) -> tuple[Mentions, Chains]:
    """The mentions and chains of an article."""
    gazetteer = load_gazetteer()
    mentions = Mentions(parsed.article, parsed.doc)
    find_names(parsed, mentions, gazetteer, nouns_of(schema))
    find_nominals(parsed, mentions, nouns_of(schema))
    return mentions, corefer(parsed, mentions, find_attributions(parsed, schema), schema, gazetteer)


@pytest.mark.parametrize(("text", "one", "other"), SAME)
def test_two_mentions_are_the_same(nlp: Language, schema: Schema, text: str, one: str, other: str) -> None:
    assert Reading(nlp, schema, text).same(one, other)


def test_what_is_said_of_a_name_is_no_mention_but_what_refers_is(nlp: Language, schema: Schema) -> None:
    """OntoNotes: apposition and predicate are attributes. `the mayor` could stand alone, `a judge` and `his wife` say what she is."""

    def mentions_of(text: str) -> set[str]:
        (parsed,) = parse(nlp, [Article(id="a", text=text, language="en")])
        found = extract(parsed, Extractor(schema, load_gazetteer(), "r-test"))
        return {m.text for m in found.mentions if m.kind == "nominal" and m.type != "Position"}

    assert mentions_of("Anna Weber is a judge.") == set()
    assert mentions_of("Anna Weber studied law and became a judge. The judge retired.") == {"judge"}
    assert "his wife" not in mentions_of("Paul Reed and his wife, Anna Weber, left Leeds.")
    assert "mayor" in mentions_of("The mayor, Anna Weber, left Leeds.")


@pytest.mark.parametrize(("text", "one", "other"), DIFFERENT)
def test_two_mentions_are_not_the_same(nlp: Language, schema: Schema, text: str, one: str, other: str) -> None:
    assert not Reading(nlp, schema, text).same(one, other)


STORY = """Orbis Steel cuts jobs

Orbis Steel will close its plant in Graz, the company said. Jan Novak, chief executive of Orbis Steel, told reporters \
that he regretted it. "I know every family," Novak said. The union called the plan a scandal. It wants talks.
"""


def test_every_decision_has_a_rule_a_score_and_a_reason(nlp: Language, schema: Schema) -> None:
    found = Reading(nlp, schema, STORY).chains.judgements
    assert found
    assert all(j.by.startswith("rule:") and 0 < j.score <= 1 and "'" in j.reason for j in found)


def test_the_ranker_says_what_weighed_most(nlp: Language, schema: Schema) -> None:
    reasons = [j.reason for j in Reading(nlp, schema, STORY).chains.judgements if j.by == "rule:ranker-pronoun"]
    assert any("in the same sentence" in reason for reason in reasons)


def test_a_second_reading_finds_the_same(nlp: Language, schema: Schema) -> None:
    first, second = Reading(nlp, schema, STORY).chains, Reading(nlp, schema, STORY).chains
    assert first.judgements == second.judgements and first.best == second.best and first.added == second.added


def test_the_best_mention_of_a_chain_is_its_fullest_name(nlp: Language, schema: Schema) -> None:
    reading = Reading(nlp, schema, "Anna Weber resigned. Weber said she was tired.")
    she = reading.at("she")
    assert she is not None and reading.mentions.text(reading.chains.best[she.id]) == "Anna Weber"
    assert reading.chains.types()[she.id] == "Person"


def test_a_thing_of_no_known_kind_is_added_where_a_pronoun_takes_it_up(nlp: Language, schema: Schema) -> None:
    reading = Reading(nlp, schema, "The rumour spread fast. It was false.")
    assert [reading.mentions.text(r) for r in reading.chains.added] == ["rumour"]


def test_a_text_without_words_has_no_chains(nlp: Language, schema: Schema) -> None:
    assert Reading(nlp, schema, "\n \n").chains == Chains()


def test_the_weights_fit_the_features() -> None:
    raw = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert set(raw["pair"]) == set(TEMPLATES) and set(raw["alone"]) == set(ALONE)
    ranker = load_ranker()
    assert all(ranker.pair[name].shape[1] == size for name, (size, _) in TEMPLATES.items())
    assert all(np.isfinite(ranker.alone[name]).all() for name in ALONE)


def test_the_weights_are_small() -> None:
    assert WEIGHTS.stat().st_size < 500_000
