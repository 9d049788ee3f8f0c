"""Files in, articles out: every format, what is known beside it, and every way in which a file can be bad."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.errors import SourceError
from kg.model import Article, make_id, text_hash
from kg.read import Failure, read_paths
from kg.read.metadata import MAX_CHARACTERS, Metadata, detect_language, read_meta

ENGLISH = "The mayor of Dunmarrow resigned on Monday after a vote in the town council, and nobody was surprised by it."


def read(*paths: Path, metadata: Metadata | None = None) -> list[Article | Failure]:
    return list(read_paths(paths, metadata))


def only(*paths: Path, metadata: Metadata | None = None) -> Article:
    """The one article that there is."""
    (found,) = read(*paths, metadata=metadata)
    assert isinstance(found, Article), found
    return found


def reason(*paths: Path) -> str:
    """Why the one file could not be read, in one line."""
    (found,) = read(*paths)
    assert isinstance(found, Failure) and found.place.startswith(str(paths[0])) and "\n" not in found.reason
    return found.reason


def write(path: Path, content: str | bytes | object) -> Path:
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_bytes((content if isinstance(content, str) else json.dumps(content)).encode())
    return path


# ---------------------------------------------------------------------- text


def test_a_text_file_is_one_article_as_it_stands(tmp_path: Path) -> None:
    text = f"{ENGLISH}\r\n\r\n\t“No,” he said.\u2028\n"
    found = only(write(tmp_path / "a.txt", text))
    assert (found.text, found.sha256, found.reader, found.language) == (text, text_hash(text), "text", "en")
    assert (found.title, found.published, found.url) == (None, None, None)
    assert found.raw_sha256 == text_hash(text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_utf_16_with_a_byte_order_mark_are_read(tmp_path: Path, encoding: str) -> None:
    assert only(write(tmp_path / "a.txt", ENGLISH.encode(encoding))).text == ENGLISH


def test_another_encoding_is_told_with_the_byte_and_what_to_do(tmp_path: Path) -> None:
    assert reason(write(tmp_path / "a.txt", b"Caf\xe9")).startswith("not UTF-8 at byte 3. Convert it, e.g. with: iconv")
    assert reason(write(tmp_path / "b.txt", b"\xff\xfea")).startswith("not UTF-16 at byte 2")


@pytest.mark.parametrize("content", ["", " \r\n\t\n", "\ufeff"])
def test_a_file_without_a_word_is_no_article(tmp_path: Path, content: str) -> None:
    assert reason(write(tmp_path / "a.txt", content)) == "no text"


def test_a_text_over_the_limit_is_refused_with_both_numbers(tmp_path: Path) -> None:
    assert MAX_CHARACTERS == 1_000_000
    path = write(tmp_path / "a.txt", "é" * (MAX_CHARACTERS + 1))
    assert reason(path) == "1,000,001 characters; the limit is 1,000,000. Split it"


def test_a_text_at_the_limit_is_read(tmp_path: Path) -> None:
    assert len(only(write(tmp_path / "a.txt", "é" * MAX_CHARACTERS)).text) == MAX_CHARACTERS


# ---------------------------------------------------------------------- what is known beside it

KNOWN = {
    "id": "a-1", "url": "https://news.example/1", "title": "Mayor resigns", "publisher": "Harbour Times", "author": "Ada Lunn",
    "published": "2031-03-04", "language": "en", "retrieved": "2031-03-05T10:00:00Z", "archived": "https://archive.example/1",
}  # fmt: skip


def test_metadata_stands_in_a_json_file_of_the_same_name(tmp_path: Path) -> None:
    write(tmp_path / "a.json", KNOWN)
    found = only(write(tmp_path / "a.txt", ENGLISH))
    assert {key: getattr(found, key) for key in KNOWN} == KNOWN


def test_a_row_of_the_csv_outranks_the_json_file(tmp_path: Path) -> None:
    write(tmp_path / "a.json", KNOWN)
    write(tmp_path / "meta.csv", "\ufefffile,publisher,notes\nsub/a.txt,Kesh Courier,x\nb,Lake Daily,\n,,\n\n")
    metadata = read_meta(tmp_path / "meta.csv")
    found = only(write(tmp_path / "a.txt", ENGLISH), metadata=metadata)
    assert (found.publisher, found.title) == ("Kesh Courier", None)
    assert only(write(tmp_path / "b.txt", ENGLISH), metadata=metadata).publisher == "Lake Daily"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"name,title\na,b\n", "needs a column 'file'; it has name, title"),
        (b"", "needs a column 'file'; it has none"),
        (b"file,title\na,\xff\n", "not a CSV file in UTF-8"),
        (b'file,title\na,"' + b"x" * 200_000 + b'"\n', "not a CSV file in UTF-8"),
    ],
)
def test_a_bad_csv_is_one_clear_error(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        read_meta(write(tmp_path / "meta.csv", content))


def test_a_csv_that_is_not_there_or_a_folder_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        read_meta(tmp_path / "none.csv")
    with pytest.raises(SourceError, match="Is a directory"):
        read_meta(tmp_path)


def test_rows_that_are_too_short_or_too_long_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    path = write(tmp_path / "meta.csv", "title,file,author\nNo file\nTitle,a.txt\nTitle,b.txt,Ada,more,and more\n")
    assert dict(read_meta(path).rows) == {"a.txt": {"title": "Title"}, "b.txt": {"title": "Title", "author": "Ada"}}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[]", "a.json beside it is not an object with keys such as title and published"),
        (b"{", "a.json beside it is not JSON"),
        (b"\xff", "a.json beside it is not JSON"),
        (b"[" * 100_000, "a.json beside it is not JSON: maximum recursion depth exceeded"),
        (b'{"title": ' + b"9" * 5000 + b"}", "a.json beside it is not JSON: Exceeds the limit"),
        (b'{"title": {"a": 1}}', "title must be text, not dict"),
        (b'{"title": 1.5}', "title must be text, not float"),
        (b'{"title": true}', "title must be text, not bool"),
        (b'{"author": ["Ada", 5]}', "author must be text, not list"),
        (b'{"title": "cut \\ud83d"}', "title has half a surrogate pair (U+D83D) at character 4"),
        (b'{"language": "English!"}', "language must be a code such as en, not 'English!'"),
    ],
)
def test_a_bad_json_file_fails_its_article_and_says_why(tmp_path: Path, content: bytes, message: str) -> None:
    write(tmp_path / "a.json", content)
    assert reason(write(tmp_path / "a.txt", ENGLISH)).startswith(message)


def test_a_byte_order_mark_a_list_of_authors_and_an_empty_value_are_fine(tmp_path: Path) -> None:
    write(tmp_path / "a.json", '\ufeff{"author": ["Ada Lunn", "Karl Oster"], "title": " ", "publisher": null, "id": 7}')
    found = only(write(tmp_path / "a.txt", ENGLISH))
    assert (found.author, found.title, found.publisher, found.id) == ("Ada Lunn, Karl Oster", None, None, "7")


@pytest.mark.parametrize(
    "date", ["2024", "2024-10", "2024-10-24", "2024-02-29", "2024-10-24T10:00Z", "2024-10-24 10:00:30.5+02:00", "0001-01-01"]
)
def test_an_iso_date_of_any_precision_is_kept_as_it_is(tmp_path: Path, date: str) -> None:
    write(tmp_path / "a.json", {"published": date})
    assert only(write(tmp_path / "a.txt", ENGLISH)).published == date


@pytest.mark.parametrize(
    "date", ["24 October 2024", "2024-13-01", "2024-02-30", "2023-02-29", "0000-01-01", "2024-10-24T25:00", "24/10/2024", "2024-1-1",
     "x" * 99]
)  # fmt: skip
def test_a_date_that_is_none_is_refused(tmp_path: Path, date: str) -> None:
    write(tmp_path / "a.json", {"published": date})
    message = f"published must be an ISO 8601 date such as 2024-10-24, not '{date[:40]}'"
    assert reason(write(tmp_path / "a.txt", ENGLISH)) == message


@pytest.mark.parametrize(("given_", "language"), [("en-GB", "en"), ("EN", "en"), ("en_US", "en"), ("zh-Hant-TW", "zh"), ("fil", "fil")])
def test_the_language_is_that_of_a_tag_without_its_region(tmp_path: Path, given_: str, language: str) -> None:
    write(tmp_path / "a.json", {"language": given_})
    assert only(write(tmp_path / "a.txt", ENGLISH)).language == language


# ---------------------------------------------------------------------- title and id


@pytest.mark.parametrize(
    ("title", "text", "there"),
    [
        ("Mayor resigns", "The council met.", False),
        ("Mayor resigns", "MAYOR  RESIGNS\n\nThe council met.", True),
        ("Mayor “resigns”", "Harbour Times\nMayor 'resigns'\nThe council met.", True),
        ("Strike", "Workers went on strike on Monday.", False),
        ("Café", "Cafe\u0301\n\nThe council met.", True),
        ("…", "The council met.", True),
    ],
)
def test_the_title_becomes_the_first_line_where_no_line_has_it(tmp_path: Path, title: str, text: str, there: bool) -> None:
    write(tmp_path / "a.json", {"title": title})
    assert only(write(tmp_path / "a.txt", text)).text == (text if there else f"{title}\n\n{text}")


def test_an_id_is_a_hash_of_url_and_text_and_never_of_a_path(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("a", "sub/b"):
        write(tmp_path / f"{name}.json", {"url": "https://news.example/1", "publisher": name})
    ids = [only(write(tmp_path / f"{name}.txt", ENGLISH)).id for name in ("a", "sub/b")]
    assert ids == [make_id("a", "https://news.example/1", ENGLISH)] * 2


def test_without_a_url_publisher_and_title_tell_articles_apart(tmp_path: Path) -> None:
    ids = []
    for number, known in enumerate([{}, {"title": "A"}, {"publisher": "A"}, {"author": "A"}, {"published": "2031"}]):
        write(tmp_path / f"{number}.json", known)
        ids.append(only(write(tmp_path / f"{number}.txt", f"A\n{ENGLISH}")).id)
    assert len(set(ids)) == 3 and ids[0] == ids[3] == ids[4]


# ---------------------------------------------------------------------- JSON Lines


def test_each_line_of_a_jsonl_file_is_an_article_with_its_text_untouched(tmp_path: Path) -> None:
    rows = [{"text": " A\r\n\u2028b ", "title": "Title", "id": "a-1", "raw_sha256": "0a"}, {"text": "B"}]
    path = write(tmp_path / "a.jsonl", "\ufeff" + "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\r\n")
    first, second = read(path)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.text, first.id, first.raw_sha256, first.reader) == (" A\r\n\u2028b ", "a-1", "0a", "jsonl")
    assert (second.text, second.raw_sha256) == ("B", None)


BAD_LINES = [
    (b"{", "line 2: not JSON: Expecting property name"),
    (b'"text"', "line 2: needs an object with the key 'text'"),
    (b"[1]", "line 2: needs an object with the key 'text'"),
    (b"null", "line 2: needs an object with the key 'text'"),
    (b"{}", "line 2: needs an object with the key 'text'"),
    (b'{"text": 5}', "line 2: needs an object with the key 'text'"),
    (b'{"text": ""}', "line 2: no text"),
    (b'{"text": "caf\xe9"}', "line 2: not UTF-8 at byte 13"),
    (b'{"text": "a \\udc80"}', "line 2: text has half a surrogate pair (U+DC80) at character 2"),
    (b'{"text": "a", "id": "\\ud800"}', "line 2: id has half a surrogate pair"),
    (b'{"text": "a", "published": "soon"}', "line 2: published must be an ISO 8601 date"),
    (b'{"text": "a", "raw_sha256": {}}', "line 2: raw_sha256 must be text, not dict"),
    (b"[" * 100_000, "line 2: not JSON: maximum recursion depth exceeded"),
    (b'{"text": ' + b"9" * 5000 + b"}", "line 2: not JSON: Exceeds the limit"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES, ids=[message for _, message in BAD_LINES])
def test_a_bad_line_is_told_with_its_number_and_the_rest_is_read(tmp_path: Path, line: bytes, message: str) -> None:
    path = write(tmp_path / "a.jsonl", b'{"text": "One."}\n' + line + b'\n{"text": "Three."}')
    first, failure, third = read(path)
    assert isinstance(first, Article) and isinstance(third, Article)
    assert isinstance(failure, Failure) and failure.reason.startswith(message) and "\n" not in failure.reason


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text()), lambda inner: st.lists(inner, max_size=2), max_leaves=3
)
KEYS = st.sampled_from(["text", "title", "id", "published", "language", "author", "url", "raw_sha256", "x"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.one_of(st.dictionaries(KEYS, VALUES).map(lambda row: json.dumps(row).encode()), st.binary(max_size=20)))
@example(b'{"text": "\\ud83d\\ude00"}')
def test_no_line_stops_the_reader(tmp_path: Path, line: bytes) -> None:
    found = read(write(tmp_path / "a.jsonl", line.replace(b"\n", b" ")))
    assert all(isinstance(item, Failure) or item.text.encode() for item in found)


# ---------------------------------------------------------------------- HTML

PAGE = """<!DOCTYPE html><html{lang}><head><title>Mayor resigns | Harbour Times</title>
<meta property="og:title" content="Mayor of Dunmarrow resigns"><meta property="og:site_name" content="Harbour Times">
<meta name="author" content="Ada Lunn"><link rel="canonical" href="https://harbour.example/mayor">{head}</head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Mayor of Dunmarrow resigns</h1>{date}
<p>The mayor of Dunmarrow, Orwin Blacktarn, resigned on Monday after a vote in the town council, which nobody expected.</p>
<p>“I did nothing,” Blacktarn told reporters outside the town hall, where a hundred people had come together.</p>
<p>An election will be held in the spring, the council said. The harbour board has asked for a new budget by 3 May 2019.</p>
</article><footer>Copyright 2012 Harbour Times. <a href="/cookies">Cookies</a></footer></body></html>"""
META = '<meta property="article:published_time" content="{}T08:00:00Z">'


def page(folder: Path, *, lang: str = ' lang="en-GB"', head: str = META.format("2031-03-04"), date: str = "") -> Path:
    return write(folder / "page.html", PAGE.format(lang=lang, head=head, date=date))


def test_a_page_is_its_main_text_with_title_author_date_publisher_and_language(tmp_path: Path) -> None:
    found = only(page(tmp_path))
    assert (found.title, found.author, found.published) == ("Mayor of Dunmarrow resigns", "Ada Lunn", "2031-03-04")
    assert (found.publisher, found.language, found.url) == ("Harbour Times", "en", "https://harbour.example/mayor")
    assert found.text.startswith("Mayor of Dunmarrow resigns\n") and "“I did nothing,” Blacktarn told" in found.text
    assert "Cookies" not in found.text and "Home" not in found.text and found.text.count("Mayor of Dunmarrow resigns") == 1


@pytest.mark.parametrize("year", [1999, 2024, 2031, 2098])
def test_the_date_of_a_page_does_not_depend_on_todays_date(tmp_path: Path, year: int) -> None:
    assert only(page(tmp_path, head=META.format(f"{year}-03-04"))).published == f"{year}-03-04"


def test_no_date_is_guessed_from_the_words_of_a_page(tmp_path: Path) -> None:
    assert only(page(tmp_path, head="")).published is None


@pytest.mark.parametrize("date", ['<time datetime="2031-03-04T08:00">today</time>', '<p class="date">4 March 2031</p>'])
def test_a_date_that_the_page_marks_as_its_own_is_found(tmp_path: Path, date: str) -> None:
    assert only(page(tmp_path, head="", date=date)).published == "2031-03-04"


def test_a_json_file_outranks_what_the_page_says(tmp_path: Path) -> None:
    write(tmp_path / "page.json", {"author": "Karl Oster", "published": "", "language": "en"})
    found = only(page(tmp_path))
    assert (found.author, found.published) == ("Karl Oster", "2031-03-04")


@pytest.mark.parametrize(("lang", "language"), [(' lang="de"', "de"), (' lang="fil"', "en"), (' lang="x"', "en"), ("", "en")])
def test_a_page_that_states_no_two_letter_language_is_told_by_its_words(tmp_path: Path, lang: str, language: str) -> None:
    assert only(page(tmp_path, lang=lang)).language == language


@pytest.mark.parametrize("content", ["", "<html></html>", "no markup", "<html><body><nav></nav></body></html>", "\0\xff" * 50])
def test_a_page_without_an_article_says_so(tmp_path: Path, content: str) -> None:
    assert reason(write(tmp_path / "a.html", content)) == "no article text found in this page"


@pytest.mark.parametrize("encoding", ["windows-1252", "iso-8859-1", "utf-8", "utf-16"])
def test_a_page_in_another_encoding_is_read_by_what_it_declares(tmp_path: Path, encoding: str) -> None:
    text = (
        PAGE.format(lang="", head=f'<meta charset="{encoding}">', date="")
        .replace("Dunmarrow", "Dünmarröw")
        .replace("“", "")
        .replace("”", "")
    )
    assert "mayor of Dünmarröw" in only(write(tmp_path / "a.html", text.encode(encoding))).text


# ---------------------------------------------------------------------- language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        ("Der Bürgermeister von Dunmarrow ist am Montag nach einer Abstimmung im Gemeinderat zurückgetreten.", "de"),
        ("Le maire de Dunmarrow a démissionné lundi après un vote du conseil municipal, à la surprise générale.", "fr"),
        ("Мэр города подал в отставку в понедельник после голосования в городском совете.", "ru"),
        ("市長は月曜日、市議会での採決を受けて辞任した。", "ja"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["…", "123 456", "Ada"])
def test_a_text_that_is_too_short_has_no_language(text: str) -> None:
    assert detect_language(text) is None


# ---------------------------------------------------------------------- files and folders


def test_a_folder_is_read_in_depth_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.TXT", "b/a.txt", "a.txt", "notes.md", "a.json"):
        write(tmp_path / name, "{}" if name.endswith("json") else f"{name}.")
    assert [item.text for item in read(tmp_path) if isinstance(item, Article)] == ["a.txt.", "b/a.txt.", "c.TXT."]


def test_a_folder_without_a_file_that_can_be_read_says_so(tmp_path: Path) -> None:
    write(tmp_path / "notes.md", "Notes.")
    assert reason(tmp_path) == "no .txt, .html, .htm, .jsonl file in this folder"


def test_a_path_that_is_not_there_and_one_of_no_known_ending(tmp_path: Path) -> None:
    assert reason(tmp_path / "none.txt") == "there is no such file"
    assert reason(write(tmp_path / "a.pdf", b"%PDF")) == "can't read .pdf; known are .txt, .html, .htm, .jsonl"
    assert reason(write(tmp_path / "README", b"a")).startswith("can't read files without an ending")


def test_links_in_circles_and_links_to_nothing_stop_nothing(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", ENGLISH)
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "none")
    (tmp_path / "other.txt").symlink_to(tmp_path / "a.txt")
    found = {Path(i.place).name: i.reason for i in read(tmp_path) if isinstance(i, Failure)}
    assert found == {"self.txt": "is no file", "gone.txt": "is no file"}
    assert [i.text for i in read(tmp_path) if isinstance(i, Article)] == [ENGLISH] * 2


def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert reason(tmp_path / "a.txt") == "is no file"


def test_a_failure_in_one_file_leaves_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"\xff")
    write(tmp_path / "b.txt", ENGLISH)
    assert [type(item) for item in read(tmp_path, tmp_path / "none", tmp_path / "b.txt")] == [Failure, Article, Failure, Article]
