"""What the lines of a text are: of our own texts, in the words that news pages use."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.lines import Line, read_lines
from kg.model import SENTENCE_KINDS

BODY = "The mayor of Dunmarrow resigned on Monday after a vote in the town council."


def kind_of(line: str) -> str:
    """The kind of a line between two paragraphs of an article."""
    return read_lines(f"Mayor of Dunmarrow resigns\n\n{BODY}\n\n{line}\n\n{BODY}\n")[2].kind


def words_of(text: str, line: Line) -> str:
    return text[line.body : line.end]


# ---------------------------------------------------------------------- kinds

FURNITURE = [
    "Subscribe to RiverLine and get one clean story about dirty water every week.",
    "Subscribe to our newsletter!",
    "Please subscribe.",
    "Sign up for the Harbour Briefing, delivered on weekday mornings.",
    "Sign up to get an email from our reporter when she publishes a new story.",
    "Join our community of 4,000 members and help us keep reporting.",
    "Donate",
    "Donate now to keep independent reporting alive in the valley.",
    "If you value our journalism, become a member today.",
    "Support independent journalism from €5 a month.",
    "SUPPORT US",
    "We use cookies to make this site work. Accept all cookies or manage your choices.",
    "This site uses cookies.",
    "Accept all cookies",
    "Advertisement",
    "Advertisement:",
    "Sponsored content",
    "Read more: How the dam was built",
    "Read also",
    "Click here to download the full report.",
    "Follow us on Mastodon and Bluesky",
    "Share this article",
    "Share",
    "All rights reserved.",
    "Privacy policy | Terms of use",
    "Skip to main content",
    "Log in",
    "Leave a comment",
    "Back to top",
    "Most read",
    "Your gift membership is waiting.",
    "Membership options",
    "Millions of readers rely on us.",
    "#dunmarrow #council, #mayor",
    "* * *",
    "– – –",
    "2024",
]
NEWS = [
    "US regulators fined the advertiser over tracking cookies on Monday, court papers show.",
    "Google now asks users to accept cookies before they enter its site, the regulator said.",
    "Donations to the party rose today after its leader was arrested.",
    "Police arrested three men over stolen donations.",
    "Netflix raised the price of its subscription by two dollars.",
    "The patrons of the bar fled.",
    "Ukraine wants NATO membership.",
    "The alliance will now support the country on its path to membership, Rutte said.",
    "State-sponsored hackers attacked the bank.",
    "The court ruled on copyright.",
    "Hackers stole the email address of the minister.",
    "He donated a kidney to his sister.",
    "Subscribers to the paper sued its publisher in March.",
    "“Subscribe to nothing,” said Orwin Blacktarn, the mayor.",
    'Blacktarn said: "We will donate the money to our readers."',
    "The foundation donates blood to hospitals.",
    "Membership of the union fell by a third in ten years.",
]
HEADINGS = ["What happens next", "Ukraine seeks NATO membership", "A river under pressure", "US fines firm over stolen cookies"]
CAPTIONS = [
    "Orwin Blacktarn at the harbour in May. Photo: Ada Lunn",
    "The dam above Lesk (Karl Oster/Getty Images)",
    "Image: Harbour Times",
    "Image copyright Getty Images",
    "Video: the moment the bridge fell",
    "© Harbour Times",
]
BYLINES = ["By Ada Lunn", "By Ada Lunn and Karl Oster", "Reported by Ada Lunn, Karl Oster", "By Maria de la Cruz, Oslo"]


@pytest.mark.parametrize("line", FURNITURE)
def test_what_speaks_to_the_reader_or_belongs_to_the_page_is_boilerplate(line: str) -> None:
    assert kind_of(line) == "boilerplate"


@pytest.mark.parametrize("line", NEWS)
def test_a_news_sentence_on_subscriptions_cookies_or_membership_is_body(line: str) -> None:
    assert kind_of(line) == "body"


@pytest.mark.parametrize("line", HEADINGS)
def test_a_short_line_without_an_end_mark_is_a_heading(line: str) -> None:
    assert kind_of(line) == "heading"


@pytest.mark.parametrize("line", CAPTIONS)
def test_a_line_that_credits_a_picture_is_a_caption(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize("line", BYLINES)
def test_a_line_that_names_its_writer_is_a_byline(line: str) -> None:
    assert kind_of(line) == "byline"


@pytest.mark.parametrize("line", ["By Monday the river had risen by two metres.", "By contrast, Oslo did nothing at all."])
def test_by_alone_makes_no_byline(line: str) -> None:
    assert kind_of(line) == "body"


def test_the_first_line_is_a_heading_though_it_be_long() -> None:
    title = " ".join(["Mayor of Dunmarrow resigns after a vote in the council of the town on the dam"] + ["above"] * 8)
    assert [line.kind for line in read_lines(f"{title}\n\n{BODY}")] == ["heading", "body"]


def test_the_title_is_a_heading_wherever_it_stands() -> None:
    title = "Mayor of Dunmarrow resigns after a vote in the council of the town on the dam above the harbour by the sea"
    text = f"Politics today in the north\n{title}\n\n{BODY}"
    assert [line.kind for line in read_lines(text, title.upper())][1] == "heading"
    assert [line.kind for line in read_lines(text)][1] == "body"


def test_short_lines_between_furniture_are_furniture() -> None:
    text = f"Mayor resigns\n\n{BODY}\n\nMost read\nFire in Lesk\nA new dam\nBack to top\n"
    assert [line.kind for line in read_lines(text)] == ["heading", "body", *["boilerplate"] * 4]


# ---------------------------------------------------------------------- labels, turns, bullets, wrapped paragraphs


def test_a_role_at_the_start_of_a_line_is_its_label() -> None:
    text = "Quote: “I never met him.”\nDetails: The meeting was on Monday."
    lines = read_lines(text)
    assert [line.label for line in lines] == ["Quote", "Details"]
    assert [text[line.label_end : line.end] for line in lines] == ["“I never met him.”", "The meeting was on Monday."]
    assert not any(line.turn for line in lines)


def test_a_name_that_labels_several_lines_takes_turns() -> None:
    text = "Blacktarn: I will not resign.\nLunn: Why not, if I may ask?\nBlacktarn: Because I did nothing.\nLunn: I see.\n"
    assert [(line.label, line.turn) for line in read_lines(text)] == [("Blacktarn", True), ("Lunn", True)] * 2


def test_a_colon_in_a_sentence_makes_no_label() -> None:
    assert read_lines("One thing is certain: the dam will not hold.")[0].label is None


@pytest.mark.parametrize("bullet", ["- ", "– ", "• ", "* ", "1. ", "12) "])
def test_the_words_of_a_list_item_begin_behind_its_bullet(bullet: str) -> None:
    text = f"  {bullet}The dam in Lesk"
    (line,) = read_lines(text)
    assert words_of(text, line) == "The dam in Lesk"


@pytest.mark.parametrize("line", ["LESK, Oct 24 (Reuters) – The dam broke.", "UPPER ORM, Karvonia — The dam broke."])
def test_the_words_of_a_report_begin_behind_its_dateline(line: str) -> None:
    (found,) = read_lines(line)
    assert words_of(line, found) == "The dam broke."


def test_a_hard_wrapped_paragraph_goes_on_in_the_next_line() -> None:
    text = (
        "The mayor of Dunmarrow resigned on Monday after a vote in the town\n"
        "council, and the opposition asked for an election in the spring.\n"
        "Nobody knows when it will be held, for the law does not say so and\n"
        "\nthe court is closed."
    )
    assert [line.starts_paragraph for line in read_lines(text)] == [True, False, True, True]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_line_ends_of_any_kind_wrap_and_a_blank_line_parts(end: str) -> None:
    first = "The mayor of Dunmarrow resigned on Monday after a vote in the town"
    assert [line.starts_paragraph for line in read_lines(f"{first}{end}council.")] == [True, False]
    assert [line.starts_paragraph for line in read_lines(f"{first}{end}{end}council.")] == [True, True]


# ---------------------------------------------------------------------- any text

TEXTS = st.text(st.one_of(st.sampled_from(" \n\r\t\u2028\u2029\u00a0\u200b\0-–•1.)(:#©“\"'"), st.characters(codec="utf-8")), max_size=80)
LINES = st.lists(st.one_of(TEXTS, st.sampled_from([*FURNITURE, *NEWS, *HEADINGS, *CAPTIONS, *BYLINES, BODY]))).map("\n".join)


@given(LINES)
@example("- ")
@example("1. \nA: \n")
@example("\u200b")
def test_lines_cover_all_words_of_any_text_in_order(text: str) -> None:
    lines = read_lines(text)
    covered = {i for line in lines for i in range(line.start, line.end)}
    assert all(i in covered for i, c in enumerate(text) if not c.isspace())
    ends = [at for line in lines for at in (line.start, line.end)]
    assert ends == sorted(ends) and len(covered) == sum(line.end - line.start for line in lines)


@given(LINES)
def test_what_is_said_of_a_line_lies_within_it(text: str) -> None:
    for line in read_lines(text):
        assert line.start <= line.body <= line.end and line.kind in SENTENCE_KINDS
        assert not set("\r\n\u2028\u2029") & set(text[line.start : line.end])
        if line.label is not None:
            assert line.label_end is not None
            assert text[line.body : line.label_end].startswith(line.label) and line.label_end < line.end


@pytest.mark.parametrize("line", ["#a" * 5000, "(" * 5000, "by A" + " A" * 5000, "A" * 20000 + ":", "." + ")" * 20000])
def test_no_line_takes_more_than_a_moment(line: str) -> None:
    start = time.perf_counter()
    read_lines(f"{line}\n" * 5)
    assert time.perf_counter() - start < 5
