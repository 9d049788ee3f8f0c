"""Offsets in the parse are offsets in the article, whatever the text; sentences slice; lines begin sentences."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from kg.errors import ConfigError
from kg.model import make_id
from kg.parse import PARSE_COPY, Parsed, load_model
from tests.kit import parse_text

ODD = "\0\t\r\n\x0b\x0c\x1c\x85\u00a0\u2009\u200b\u200d\u2028\u2029\u202e\u202f\ufeff'’‘“”«»–—−…!?.,;:()[]-•1aZéé中😀👩‍👩‍👧\ufffe"
TEXTS = st.text(st.one_of(st.sampled_from(ODD), st.characters(codec="utf-8")), min_size=1, max_size=60)
WORDS = st.sampled_from(["The mayor ", "said ", "“No,” ", "he left. ", "\r\n", "\n\n", "By Ada Lunn", "U.S. ", "Quote: ", "- "])
MIXED = st.lists(st.one_of(WORDS, TEXTS), min_size=1, max_size=8).map("".join).filter(str.strip)
few = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


def sentences(parsed: Parsed) -> list[str]:
    return [parsed.article.text[s.record.start : s.record.end] for s in parsed.sents]


@given(st.text(max_size=60))
def test_the_parse_copy_is_as_long_as_the_text(text: str) -> None:
    assert len(text.translate(PARSE_COPY)) == len(text)


def test_every_character_is_copied_to_one_character() -> None:
    assert all(isinstance(instead, str) and len(instead) == 1 for instead in PARSE_COPY.values())


@few
@given(text=MIXED)
@example(text="A\0B said “no”.\r\n\r\n\tC\u00a0D left.\u2028E 👩‍👩‍👧 stayed.\u2029")
@example(text="\ufeffThe mayor left.")
@example(text=" \n a")
@example(text="said By Ada LunnBy Ada Lunn")
@example(text="Lunn Checks Out Of Clinic\n\nShe checks out of it.")
def test_offsets_of_tokens_are_offsets_of_the_text(nlp: Language, text: str) -> None:
    parsed, expected = parse_text(nlp, text), text.translate(PARSE_COPY)
    headings = {i for line in parsed.lines if line.kind == "heading" for i in range(line.body, line.end)}
    assert len(parsed.doc.text) == len(expected)
    for at, (read, written) in enumerate(zip(parsed.doc.text, expected, strict=True)):
        assert read == written or (at in headings and read.lower() == written.lower())  # headings in sentence case
    for token in parsed.doc:
        assert parsed.doc.text[token.idx : token.idx + len(token)] == token.text


@few
@given(text=MIXED)
@example(text="a.\n\n\n.\n\nb")
@example(text="\u2028Quote: “a")
def test_sentences_are_in_order_and_have_every_letter_and_digit(nlp: Language, text: str) -> None:
    found = parse_text(nlp, text).sents
    ends = [at for s in found for at in (s.record.start, s.record.end)]
    assert ends == sorted(ends) and [s.record.index for s in found] == list(range(len(found)))
    covered = {i for s in found for i in range(s.record.start, s.record.end)}
    assert all(i in covered for i, c in enumerate(text) if c.isalnum())


@few
@given(text=MIXED)
def test_a_sentence_is_its_tokens_and_lies_where_its_line_begins_or_later(nlp: Language, text: str) -> None:
    for s in parse_text(nlp, text).sents:
        words = text[s.record.start : s.record.end].translate(PARSE_COPY)
        assert words and words == words.strip()
        assert (s.span.start_char, s.span.end_char) == (s.record.start, s.record.end)
        assert s.line.start <= s.record.start <= s.line.end and s.record.kind == s.line.kind


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\u2028", "\u2029", "\n \t\n"])
def test_a_line_begins_a_sentence_whatever_ends_the_one_before(nlp: Language, end: str) -> None:
    text = f"Mayor of Dunmarrow resigns{end}The dam is closed{end}Orwin Blacktarn left the town"
    assert sentences(parse_text(nlp, text)) == text.split(end)


def test_tabs_and_blanks_that_do_not_break_are_blanks(nlp: Language) -> None:
    text = "The\u00a0mayor\tof\u202fDunmarrow left.  He was ill."
    assert sentences(parse_text(nlp, text)) == ["The\u00a0mayor\tof\u202fDunmarrow left.", "He was ill."]
    assert [t.text for t in parse_text(nlp, text).doc if not t.is_space][:4] == ["The", "mayor", "of", "Dunmarrow"]


def test_a_paragraph_that_is_wrapped_is_one_sentence(nlp: Language) -> None:
    text = "The mayor of Dunmarrow resigned on Monday after a vote in the town\ncouncil, and nobody was surprised."
    assert sentences(parse_text(nlp, text)) == [text]


def test_a_sentence_does_not_end_at_an_abbreviation_or_in_a_quote(nlp: Language) -> None:
    text = "The U.S. ambassador met Dr. Lunn. “I will go,” she said. “It is late.”"
    assert sentences(parse_text(nlp, text))[0] == "The U.S. ambassador met Dr. Lunn."


def test_ids_of_sentences_are_hashes_of_article_and_place(nlp: Language) -> None:
    parsed = parse_text(nlp, "The dam broke. It was old.", id="a-dam")
    assert [s.record.id for s in parsed.sents] == [make_id("s", "a-dam", 0, 14), make_id("s", "a-dam", 15, 26)]


def test_boilerplate_stays_marked(nlp: Language) -> None:
    text = "Mayor resigns\n\nThe mayor of Dunmarrow resigned.\n\nSubscribe to our newsletter!"
    assert [s.record.kind for s in parse_text(nlp, text).sents] == ["heading", "body", "boilerplate"]


@pytest.mark.parametrize("text", ["…", "“”", "---\n***", "\u200b", "👩‍👩‍👧", "\0\0"])
def test_a_text_without_words_has_no_sentence(nlp: Language, text: str) -> None:
    assert parse_text(nlp, text).sents == ()


def test_a_model_that_is_not_installed_is_told_with_the_way_to_install_it() -> None:
    with pytest.raises(ConfigError, match="model 'xx_none_lg' is not installed. Install it with: pip install xx-none-lg"):
        load_model("xx_none_lg")


@pytest.mark.parametrize(
    ("heading", "copy"),
    [
        ("Lunn Checks Out Of Clinic", "Lunn checks out of Clinic"),
        ("LUNN CHECKS OUT OF KESH", "Lunn checks out of Kesh"),
        ("iPad Sales Fall In Kesh", "iPad Sales fall in Kesh"),
        ("Lunn leaves Kesh with Brandt", "Lunn leaves Kesh with Brandt"),
        ("Dorn To Leave On March 8", "Dorn to leave on March 8"),
    ],
)
def test_a_heading_is_read_in_sentence_case_and_the_text_stays(nlp: Language, heading: str, copy: str) -> None:
    text = f"{heading}\n\nThe mayor of Kesh said on Monday that Lunn and Dorn were well."
    parsed = parse_text(nlp, text)
    assert parsed.doc.text.split("\n")[0] == copy and parsed.article.text == text
    assert parsed.doc.text.split("\n")[2] == text.split("\n")[2]
