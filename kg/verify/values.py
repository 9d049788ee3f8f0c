"""Has every field of a record a value of its kind? SQLite takes any value in any column."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from kg.model import (
    CERTAINTIES,
    CUE_CLASSES,
    MENTION_KINDS,
    POLARITIES,
    REVIEWS,
    SENTENCE_KINDS,
    VERDICTS,
    Article,
    Attribution,
    Claim,
    Judgement,
    Mention,
    Quantity,
    Review,
    Run,
    Sentence,
    Time,
)
from kg.verify.difference import Difference

WORDS: dict[tuple[type[Any], str], tuple[str, ...]] = {
    (Sentence, "kind"): SENTENCE_KINDS,
    (Mention, "kind"): MENTION_KINDS,
    (Attribution, "cue_class"): CUE_CLASSES,
    (Claim, "polarity"): POLARITIES,
    (Claim, "certainty"): CERTAINTIES,
    (Judgement, "verdict"): VERDICTS,
    (Review, "verdict"): REVIEWS,
}
NOUNS: tuple[type[Any], ...] = (Article, Sentence, Mention, Attribution, Claim, Judgement, Review, Run, Time, Quantity)
TYPES: dict[type[Any], dict[str, Any]] = {noun: get_type_hints(noun) for noun in NOUNS}


def wrong_values(record: Any) -> Iterator[Difference]:
    """A difference for each field whose value is of another type, or none of the words that may stand there."""
    noun = type(record)
    for name, type_ in TYPES[noun].items():
        value = getattr(record, name)
        words = WORDS.get((noun, name))
        if not _is_a(value, type_):
            yield Difference("store", "value", record.id, f"{name}: {getattr(type_, '__name__', type_)}", repr(value))
        elif words and value not in words:
            yield Difference("store", "value", record.id, f"{name}: one of {', '.join(words)}", repr(value))


def _is_a(value: Any, type_: Any) -> bool:
    """Is a value of a type as the records have them: plain, a union, a tuple of one type or of two, a record in itself?"""
    if isinstance(type_, UnionType):
        return any(_is_a(value, one) for one in get_args(type_))
    if get_origin(type_) is tuple:
        kinds = [k for k in get_args(type_) if k is not Ellipsis]
        pairs = zip(value, kinds * (len(value) if len(kinds) == 1 else 1), strict=False) if isinstance(value, tuple) else ()
        return isinstance(value, tuple) and (len(kinds) == 1 or len(value) == len(kinds)) and all(_is_a(v, k) for v, k in pairs)
    if type_ in TYPES:
        return isinstance(value, type_) and all(_is_a(getattr(value, name), kind) for name, kind in TYPES[type_].items())
    if type_ is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, type_) and (type_ is bool or not isinstance(value, bool))
