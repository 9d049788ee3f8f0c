"""Article -> Parsed: the spaCy Doc of the parse copy, the lines of the text and their kinds, the sentences.

The only place, with kg/extract, that knows spaCy. Offsets in the Doc are those of the article's text.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from kg.casing import recase
from kg.errors import ConfigError
from kg.lines import Line, read_lines
from kg.model import Article, Sentence, with_id

# One character for one, so that offsets hold. The parser of en_core_web_md reads straight marks better:
# with "Belarus’ involvement" it finds two objects, with "Belarus' involvement" a possessive.
PARSE_COPY = str.maketrans({
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "―": "-", "−": "-", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2028": "\n", "\u2029": "\n",
    "\r": "\n", "\t": " ", "\u200b": " ", "\ufeff": " ",
})  # fmt: skip
# Words that the tokenizer would cut at their hyphen, and the parser then misread.
WHOLE = ("re-elect", "re-elected", "re-elects", "re-election", "ex-wife", "ex-husband", "co-founder", "co-founded")
INFLECTED = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("d", ""), ("ing", ""), ("ing", "e"))
SUPPORTED = frozenset(["en"])
END_MARKS = frozenset(".!?…:;")
CLOSING = frozenset(['"', "'", "''", ")", "]"])


@dataclass(frozen=True)
class Sent:
    """A sentence's record, its tokens and the line it stands in."""

    record: Sentence
    span: DocSpan
    line: Line


@dataclass(frozen=True)
class Parsed:
    """An article with its parse. `lines` cover the text; `sents` leave out empty stretches."""

    article: Article
    doc: Doc
    lines: tuple[Line, ...]
    sents: tuple[Sent, ...]

    @functools.cached_property
    def silent(self) -> frozenset[int]:
        """The tokens of boilerplate, out of which nothing is read."""
        return frozenset(t.i for s in self.sents if s.record.kind == "boilerplate" for t in s.span)


@functools.lru_cache(maxsize=1)
def load_model(name: str) -> Language:
    """A spaCy pipeline that starts a sentence with each line, loaded once for all builds of a process. Raises ConfigError
    where it isn't installed."""
    with warnings.catch_warnings():
        # A model of spaCy 3.7 under 3.8: measured to be the same.
        warnings.filterwarnings("ignore", message=r"\[W095\]")
        try:
            nlp = spacy.load(name)
        except OSError as e:
            raise ConfigError(f"model '{name}' is not installed. Install it with: pip install {name.replace('_', '-')}") from e
    nlp.add_pipe("kg_line_starts", first=True)
    tokenizer: Any = nlp.tokenizer
    for form in WHOLE:
        tokenizer.add_special_case(form, [{"ORTH": form}])
    return nlp


@Language.component("kg_line_starts")
def _line_starts(doc: Doc) -> Doc:
    """Sentences begin at a line or behind an end mark and nowhere else; the parser keeps what is set already.

    Left alone, en_core_web_md breaks "Belarusian | President …" and titles in capitals.
    """
    starts = doc.user_data.get("kg_starts") or ()
    ended = quoted = False
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
            quoted = False
        elif token.i and (token.is_space or not ended or token.text[0].islower() or (quoted and token.text == '"')):
            token.is_sent_start = False
        quoted ^= token.text == '"'
        if not token.is_space and token.text not in CLOSING:
            ended = token.text[-1] in END_MARKS and not (len(token.text) > 1 and token.text[0].isalpha())
    return doc


def parse(nlp: Language, articles: Iterable[Article]) -> Iterator[Parsed]:
    """Parses articles one after the other, in their order."""
    for article in articles:
        lines = read_lines(article.text, article.title)
        doc = nlp.make_doc(_parse_copy(article.text, lines, _not_only_nouns(nlp)))
        doc.user_data["kg_starts"] = frozenset(
            at for line in lines if line.starts_paragraph for at in (line.body, line.label_end) if at is not None
        )
        doc = nlp(doc)
        yield Parsed(article, doc, lines, tuple(_sentences(article, doc, lines)))


def _parse_copy(text: str, lines: tuple[Line, ...], common: Callable[[str], bool]) -> str:
    """The text as the parser reads it best, character for character."""
    headings = [(line.body, line.end) for line in lines if line.kind == "heading"]
    sentences = [(line.body, line.end) for line in lines if line.kind == "body"]
    return recase(text.translate(PARSE_COPY), headings, sentences, common)


@functools.lru_cache(maxsize=2)
def _not_only_nouns(nlp: Language) -> Callable[[str], bool]:
    """Can a word in lower case be a verb, an adjective or an adverb? By the word lists of the model's lemmatizer (WordNet);
    without them, of no word."""
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if lemmatizer is None or "lemma_index" not in lemmatizer.lookups.tables:
        return lambda word: False
    index, forms = (lemmatizer.lookups.get_table(name) for name in ("lemma_index", "lemma_exc"))
    kinds = [kind for kind in ("verb", "adj", "adv") if kind in index]
    known = {word for kind in kinds for word in index[kind]} | {word for kind in kinds for word in forms.get(kind, {})}

    def common(word: str) -> bool:
        return word in known or any(word.endswith(end) and word[: -len(end)] + put in known for end, put in INFLECTED)

    return common


def _sentences(article: Article, doc: Doc, lines: tuple[Line, ...]) -> Iterator[Sent]:
    index = at = 0
    for span in doc.sents:
        tokens = [t for t in span if not t.is_space]
        if not any(c.isalnum() for t in tokens for c in t.text):
            continue
        start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
        while at + 1 < len(lines) and lines[at + 1].start <= start:
            at += 1
        record = with_id(Sentence("", article.id, index, start, end, lines[at].kind))
        yield Sent(record, doc[tokens[0].i : tokens[-1].i + 1], lines[at])
        index += 1
