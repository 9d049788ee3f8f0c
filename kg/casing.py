"""Headings In Title Case and IN CAPITALS as a reader would write them in a sentence, letter for letter.

The parser takes "Lunn Checks Out Of Clinic" for one long name. Which words are names, the article's own sentences tell
first; of words that stand nowhere else, what can be a verb, an adjective or a particle is none (truecasing after Lita
et al. 2003, with the document as its own model). Only the parse copy is written so: every offset stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable

WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
FUNCTION = frozenset(
    "a an the and or but nor of in on at to for from by with as is are was were be been has have had do does did not no after before over "
    "under into onto off out up down than that this these those it its his her their our your my he she they we you who which what when "
    "where why how if while amid among about against between during through until since per via vs could would should will may might can "
    "must more most less least very just also still yet now then here there all some any each every both few many much other".split()
)
SHORT = 4  # letters; shorter words stay small in many houses' headings
LEAST = 3  # words; of fewer nothing can be told
SURER = 3  # times as often small as with a capital in the sentences: a common word that begins some name as well

Span = tuple[int, int]


def recase(text: str, headings: Iterable[Span], sentences: Iterable[Span], common: Callable[[str], bool]) -> str:
    """The text, of the same length, with its headings in sentence case where they were in another.

    `common`: can this word, in lower case, be something other than a noun?
    """
    wanted = [span for span in headings if _unlike_a_sentence(text[slice(*span)])]
    if not wanted:
        return text
    small, capital = _written(text, sentences)
    for start, end in wanted:
        text = text[:start] + _sentence(text[start:end], lambda word, shouted: _form(word, small, capital, common, shouted)) + text[end:]
    return text


def _sentence(heading: str, form: Callable[[str, bool], str]) -> str:
    """A heading with each word in its form; the first keeps its capital if it has one, and so does a word before a number
    (March 8). A letter that was small stays small."""
    shouted = heading.upper() == heading
    parts: list[str] = []
    at = 0
    for word in WORD.finditer(heading):
        dated = re.match(r"\.?,? ?\d", heading[word.end() : word.end() + 4])
        new = word.group() if dated else form(word.group(), shouted)
        first = not parts and word.group()[0].isupper()
        parts += [heading[at : word.start()], new[:1].upper() + new[1:] if first else new]
        at = word.end()
    return "".join([*parts, heading[at:]])


def _unlike_a_sentence(line: str) -> bool:
    """Is every longer word written with a capital, though some can't all be names?"""
    words = WORD.findall(line)
    long = [w for w in words[1:] if len(w) >= SHORT and w.lower() not in FUNCTION]
    return len(words) >= LEAST and len(long) >= LEAST - 1 and all(w[0].isupper() for w in long)


def _written(text: str, sentences: Iterable[Span]) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """{word: how often it is small}, {word: {as it is written: how often with a capital within a sentence}}."""
    small: Counter[str] = Counter()
    capital: dict[str, Counter[str]] = {}
    for start, end in sentences:
        if _unlike_a_sentence(text[start:end]):
            continue
        opens = True
        for word in WORD.finditer(text, start, end):
            bare = _bare(word.group())
            if word.group()[0].islower():
                small[bare.lower()] += 1
            elif not opens:
                capital.setdefault(bare.lower(), Counter())[bare] += 1
            opens = bool(re.match(r"['’\"”)\]]*[.!?:]", text[word.end() : word.end() + 3]))
    return small, capital


def _bare(word: str) -> str:
    return re.split(r"['’]", word)[0]


def _form(word: str, small: Counter[str], capital: dict[str, Counter[str]], common: Callable[[str], bool], shouted: bool) -> str:
    bare, rest = _bare(word), word[len(_bare(word)) :]
    lower, seen = bare.lower(), capital.get(bare.lower())
    often = sum(seen.values()) if seen else 0
    if small[lower] > SURER * often or (not often and (lower in FUNCTION or common(lower))):
        return lower + rest.lower()
    if not shouted:
        return word
    if seen:
        return min(seen, key=lambda w: (-seen[w], w)) + rest.lower()
    return bare.title() + rest.lower() if len(bare) > SHORT else word
