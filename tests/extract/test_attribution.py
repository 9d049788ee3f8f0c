"""Attribution on sentences of our own: who is said to say, think, plan or deny what.

A row is (text, expected), where expected lists (source, cue, content, class) of the attributions inside no other;
pieces of content are joined by " … ". `None` is an unwritten source. The near misses expect nothing.
"""

from __future__ import annotations

import pytest
from spacy.language import Language

from kg.extract.attribution import Found, find_attributions
from kg.model import Article
from kg.parse import Parsed, parse
from kg.schema import Schema

Row = tuple[str | None, str | None, str, str]

CLAUSES: list[tuple[str, list[Row]]] = [
    ("The mayor said that the bridge was closed.", [("The mayor", "said", "that the bridge was closed", "say")]),
    ("Officials said the dam had burst.", [("Officials", "said", "the dam had burst", "say")]),
    ("The harvest failed, farmers said on Monday.", [("farmers", "said", "The harvest failed", "say")]),
    (
        "The bridge, the mayor said, will reopen in May.",
        [("the mayor", "said", "The bridge … will reopen in May", "say")],
    ),
    (
        "The strike is over, said Anna Weber, head of the port union.",
        [("Anna Weber, head of the port union", "said", "The strike is over", "say")],
    ),
    ("As the judge noted in April, the law is unclear.", [("the judge", "noted", "the law is unclear", "say")]),
    (
        "The ministry confirmed that two soldiers had died.",
        [("The ministry", "confirmed", "that two soldiers had died", "confirm")],
    ),
    ("Rebels claimed that they had taken the town.", [("Rebels", "claimed", "that they had taken the town", "claim")]),
    ("The company denied that it had paid bribes.", [("The company", "denied", "that it had paid bribes", "deny")]),
    ("Doctors believe the virus will spread.", [("Doctors", "believe", "the virus will spread", "think")]),
    ("The agency warned that the river could flood.", [("The agency", "warned", "that the river could flood", "warn")]),
    ("Voters asked whether the plan was dead.", [("Voters", "asked", "whether the plan was dead", "ask")]),
    (
        "The minister pointed out that prices had fallen.",
        [("The minister", "pointed out", "that prices had fallen", "say")],
    ),
    ("He made it clear that the army would stay.", [("He", "made it clear", "that the army would stay", "say")]),
    (
        "The president told reporters that the talks had failed.",
        [("The president", "told", "that the talks had failed", "say")],
    ),
    ("A study shows that bees sleep.", [("A study", "shows", "that bees sleep", "confirm")]),
    (
        "The minister said nothing had changed and said the road was safe.",
        [("The minister", "said", "nothing had changed", "say"), ("The minister", "said", "the road was safe", "say")],
    ),
    (
        "Asked if the road was safe, the mayor said that it was.",
        [(None, "Asked", "if the road was safe", "ask"), ("the mayor", "said", "that it was", "say")],
    ),
]

INFINITIVES: list[tuple[str, list[Row]]] = [
    ("The firm plans to open a mine.", [("The firm", "plans", "to open a mine", "plan")]),
    ("Smith hopes to run again.", [("Smith", "hopes", "to run again", "plan")]),
    ("The coach vowed to stay.", [("The coach", "vowed", "to stay", "plan")]),
    ("The bank refused to lend the money.", [("The bank", "refused", "to lend the money", "deny")]),
    ("The union urged the minister to resign.", [("The union", "urged", "the minister to resign", "ask")]),
    ("The union called on the minister to resign.", [("The union", "called on", "the minister to resign", "ask")]),
    ("Protesters called for the minister to resign.", [("Protesters", "called for", "the minister to resign", "ask")]),
    ("The army is expected to leave the valley.", [(None, "is expected", "The army … to leave the valley", "plan")]),
    ("The driver is said to have fled.", [(None, "is said", "The driver … to have fled", "say")]),
    ("It is believed that the ship sank in March.", [(None, "is believed", "that the ship sank in March", "think")]),
    ("The plan seems to work.", [(None, "seems", "The plan … to work", "think")]),
]

OBJECTS: list[tuple[str, list[Row]]] = [
    ("Unions criticised the budget.", [("Unions", "criticised", "the budget", "say")]),
    (
        "The prosecutor accused the banker of hiding money.",
        [("The prosecutor", "accused", "the banker of hiding money", "claim")],
    ),
    ("Critics called the law a disaster.", [("Critics", "called", "the law a disaster", "say")]),
    ("He described the reports as nonsense.", [("He", "described", "the reports as nonsense", "say")]),
    ("The city rejected the offer from the builder.", [("The city", "rejected", "the offer from the builder", "deny")]),
    ("The company denied paying bribes.", [("The company", "denied", "paying bribes", "deny")]),
    ("The plan was rejected by the council.", [("the council", "was rejected by", "The plan", "deny")]),
    ("Residents complained about the noise.", [("Residents", "complained about", "the noise", "say")]),
    ("A survey found Ortiz ahead in the north.", [("A survey", "found", "Ortiz ahead in the north", "confirm")]),
    ("Moscow also rejects this.", [("Moscow", "also rejects", "this", "deny")]),
    ("The minister is critical of the deal.", [("The minister", "is critical of", "the deal", "say")]),
]

PHRASES: list[tuple[str, list[Row]]] = [
    ("According to the police, two men fled.", [("the police", "According to", "two men fled", "say")]),
    ("Two men fled, according to the police.", [("the police", "according to", "Two men fled", "say")]),
    ("The mine, according to its owner, is safe.", [("its owner", "according to", "The mine … is safe", "say")]),
    ("In the coach's view, the team is too young.", [("the coach", "view", "the team is too young", "think")]),
    (
        "In a poll by the Herald, half of the voters chose Ortiz.",
        [("a poll by the Herald", "In", "half of the voters chose Ortiz", "say")],
    ),
    ("The general reportedly left the city.", [(None, "reportedly", "The general … left the city", "say")]),
    ("There are reports that the general fled.", [(None, "reports", "that the general fled", "say")]),
    (
        "The ministry's claim that the army had fled was false.",
        [("The ministry", "claim", "that the army had fled", "claim")],
    ),
    ("He expressed doubt about reports of a deal.", [("He", "expressed doubt about", "reports of a deal", "deny")]),
    ("She made the point that the bridge was old.", [("She", "made the point", "that the bridge was old", "say")]),
    (
        "The mayor is confident that the bridge is safe.",
        [("The mayor", "is confident", "that the bridge is safe", "think")],
    ),
    ("It is unclear whether the general fled.", [(None, "is unclear", "whether the general fled", "ask")]),
    ("He sold the boat in May, records show.", [("records", "show", "He sold the boat in May", "confirm")]),
    (
        "The mayor left early, saying that the road was blocked.",
        [("The mayor", "saying", "that the road was blocked", "say")],
    ),
    ("The port issued a statement saying the quay was closed.", [("The port", "saying", "the quay was closed", "say")]),
    (
        "The army shelled two villages, which Moscow denies.",
        [("Moscow", "denies", "The army shelled two villages", "deny")],
    ),
    (
        "The group burned two schools, a claim the army denies.",
        [("the army", "denies", "The group burned two schools", "deny")],
    ),
    (
        "Seoul claims that the North sent troops, which Moscow and Pyongyang deny.",
        [
            ("Seoul", "claims", "that the North sent troops", "claim"),
            ("Moscow and Pyongyang", "deny", "that the North sent troops", "deny"),
        ],
    ),
]

SPEECH: list[tuple[str, list[Row]]] = [
    ('"We will win," the coach said.', [("the coach", "said", "We will win", "say")]),
    ('"We will win," said coach Mia Hart, who is 40.', [("coach Mia Hart", "said", "We will win", "say")]),
    (
        'The coach said: "We will win. Nobody will stop us."',
        [("The coach", "said", "We will win. Nobody will stop us", "say")],
    ),
    (
        '"We will win," the coach said. "Nobody will stop us."',
        [("the coach", "said", "We will win … Nobody will stop us", "say")],
    ),
    (
        '"We came late. We stayed late," she told the paper, adding that the food was good.',
        [("she", "told", "We came late. We stayed late", "say"), ("she", "adding", "that the food was good", "say")],
    ),
    (
        'The town needs people "who can build," the mayor said.',
        [("the mayor", "said", 'The town needs people "who can build', "say")],
    ),
    ("“We will win,” the coach said.", [("the coach", "said", "We will win", "say")]),
    ("„We will win“, he explained.", [("he", "explained", "We will win", "say")]),
    ("'We will win,' the coach said.", [("the coach", "said", "We will win", "say")]),
    ('"We lost the house," Lena Brandt whispered.', [("Lena Brandt", "whispered", "We lost the house", "say")]),
    (
        '"I loved the soup and the bread there." - Jane Miller',
        [("Jane Miller", "-", "I loved the soup and the bread there", "say")],
    ),
    (
        '"The road is open," the mayor said.\n\n"We worked on it for a year."',
        [("the mayor", "said", "The road is open … We worked on it for a year", "say")],
    ),
    ('"We came late.\n\n"We stayed late," she said.', [("she", "said", "We came late … We stayed late", "say")]),
    (
        'The mayor was glad. "The road is open," he said. He then left the hall.',
        [("he", "said", "The road is open", "say")],
    ),
    (
        'The driver said: "I saw the wall too late.\n\n"I could not stop."',
        [("The driver", "said", "I saw the wall too late … I could not stop", "say")],
    ),
]

LABELS: list[tuple[str, list[Row]]] = [
    ("Minister: bridge to stay closed\n\nThe bridge is old.", [("Minister", ":", "bridge to stay closed", "say")]),
    (
        "Bridge will stay closed in spring: minister\n\nThe bridge is old.",
        [("minister", ":", "Bridge will stay closed in spring", "say")],
    ),
    (
        'Source: Anna Weber, head of the port union\nQuote: "The port is closed."',
        [("Anna Weber, head of the port union", ":", "The port is closed", "say")],
    ),
    (
        "Interviewer: Is it safe?\nWeber: Yes, it is.\nInterviewer: Why?\nWeber: We built it well.\nIt took a year.",
        [
            ("Interviewer", ":", "Is it safe?", "say"),
            ("Weber", ":", "Yes, it is", "say"),
            ("Interviewer", ":", "Why?", "say"),
            ("Weber", ":", "We built it well … It took a year", "say"),
        ],
    ),
    (
        "WEBER: It is safe.\n\nHOST: Is it old?\n\nWEBER: No.",
        [("WEBER", ":", "It is safe", "say"), ("HOST", ":", "Is it old?", "say"), ("WEBER", ":", "No", "say")],
    ),
]

NOTHING = [
    "The mayor opened the bridge in May.",
    "The army attacked Kharkiv at night.",
    "The firm found a new office in the north.",
    "The fact that it rained did not matter.",
    "He found himself alone in the hall.",
    "She asked a friend for a loan in order to pay the rent.",
    "Subscribe now and tell us that you like our news.",
    "By Anna Weber",
    'They watched "The Long Road" and "Two Rivers" on Friday.',
    "The recipe in the report: two eggs, milk and flour.",
    "The team has a plan B.",
    "The old town is known for its wine.",
    "See how the vote went in your town.",
]


def read(nlp: Language, text: str) -> Parsed:
    """The parse of a text."""
    return next(iter(parse(nlp, [Article("a", text)])))


def row(parsed: Parsed, found: Found) -> Row:
    """An attribution as words of the article's own text."""

    def words(span: tuple[int, int] | None) -> str | None:
        if span is None:
            return None
        return parsed.article.text[parsed.doc[span[0]].idx : parsed.doc[span[1] - 1].idx + len(parsed.doc[span[1] - 1])]

    content = " … ".join(words(piece) or "" for piece in found.content)
    return words(found.source), words(found.cue), content, found.cue_class


def top(nlp: Language, schema: Schema, text: str) -> list[Row]:
    """The attributions of a text that lie inside no other."""
    parsed = read(nlp, text)
    return [row(parsed, found) for found in find_attributions(parsed, schema) if found.parent is None]


@pytest.mark.parametrize(("text", "expected"), CLAUSES + INFINITIVES + OBJECTS + PHRASES)
def test_indirect_speech_thought_and_intention(nlp: Language, schema: Schema, text: str, expected: list[Row]) -> None:
    assert top(nlp, schema, text) == expected


@pytest.mark.parametrize(("text", "expected"), SPEECH + LABELS)
def test_direct_speech_and_labels(nlp: Language, schema: Schema, text: str, expected: list[Row]) -> None:
    assert top(nlp, schema, text) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_a_near_miss_yields_nothing(nlp: Language, schema: Schema, text: str) -> None:
    assert top(nlp, schema, text) == []


def by_cue(nlp: Language, schema: Schema, text: str) -> dict[str, Found]:
    """The attributions of a text by their cue's lemma."""
    return {str(found.cue_lemma): found for found in find_attributions(read(nlp, text), schema)}


def test_a_chain_names_the_attribution_around_each(nlp: Language, schema: Schema) -> None:
    text = "The spy chief said that Moscow plans to send troops, citing reports that trains had arrived."
    found = find_attributions(read(nlp, text), schema)
    lemmas = [one.cue_lemma for one in found]
    parents = {one.cue_lemma: None if one.parent is None else lemmas[one.parent] for one in found}
    assert parents["say"] is None and parents["plan"] == "say" and parents["report"] != "plan"


def test_words_quoted_inside_a_quotation_lie_inside_it(nlp: Language, schema: Schema) -> None:
    found = by_cue(nlp, schema, '"The minister told us that the road is safe," the driver said.')
    assert found["say"].parent is None and found["tell"].parent is not None
    assert found["say"].direct and found["tell"].direct


@pytest.mark.parametrize(
    ("text", "cue", "negated"),
    [
        ("The mayor did not say that the bridge was safe.", "say", True),
        ("The mayor said that the bridge was not safe.", "say", False),
        ("No official said that the bridge was safe.", "say", True),
        ("Nobody denied that the bridge was old.", "deny", True),
        ("There is no evidence that the bridge is old.", "evidence", True),
        ("Doctors acted without evidence that the drug works.", "evidence", True),
    ],
)
def test_the_cue_itself_may_be_negated(nlp: Language, schema: Schema, text: str, cue: str, negated: bool) -> None:
    assert by_cue(nlp, schema, text)[cue].negated is negated


def test_a_relative_pronoun_is_the_source_and_its_noun_the_head(nlp: Language, schema: Schema) -> None:
    parsed = read(nlp, "The minister met farmers who say that the drought is over.")
    found = find_attributions(parsed, schema)[0]
    assert found.source is not None and found.source_head is not None
    assert parsed.doc[found.source[0]].text == "who" and parsed.doc[found.source_head].text == "farmers"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Smith also rejects this.", "verb:anaphor"),
        ("The company denied the allegations.", "verb:anaphor"),
        ("The company denied the allegations that it had paid bribes.", "verb:object"),
        ("The army shelled two villages, which Moscow denies.", "verb:sentential"),
        ('"We will win," the coach said.', "speech"),
        ("According to the police, two men fled.", "preposition"),
    ],
)
def test_the_rule_says_which_mechanism_found_it(nlp: Language, schema: Schema, text: str, rule: str) -> None:
    assert rule in [found.rule for found in find_attributions(read(nlp, text), schema)]


def test_a_title_in_quotation_marks_is_not_speech(nlp: Language, schema: Schema) -> None:
    rows = top(nlp, schema, 'In an interview with "Good Evening," Ortiz said that the vote was fair.')
    assert rows == [("Ortiz", "said", "that the vote was fair", "say")]


def test_boilerplate_attributes_nothing(nlp: Language, schema: Schema) -> None:
    text = "The mayor said that the road was open.\n\nSign up for our newsletter: our readers say they love it"
    assert len(top(nlp, schema, text)) == 1


def test_every_range_lies_in_the_text_and_parents_are_other_ones(nlp: Language, schema: Schema) -> None:
    text = "\n\n".join(text for text, _ in CLAUSES + INFINITIVES + OBJECTS + PHRASES + SPEECH)
    parsed = read(nlp, text)
    found = find_attributions(parsed, schema)
    assert found == find_attributions(parsed, schema)
    for number, one in enumerate(found):
        spans = [*one.content, *(span for span in (one.source, one.cue) if span is not None)]
        assert all(0 <= start < end <= len(parsed.doc) for start, end in spans)
        assert one.parent != number and (one.parent is None or 0 <= one.parent < len(found))
