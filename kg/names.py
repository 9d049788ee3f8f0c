"""How names are compared: folding, keys that spelling variants share, parts of a person's name."""

from __future__ import annotations

import functools
import re
import unicodedata

TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame president prime minister chancellor king queen prince princess senator sen "
    "rep representative congressman congresswoman governor gov mayor judge justice general gen colonel col major maj captain capt "
    "lieutenant lt sergeant sgt admiral adm commander chief secretary ambassador pope bishop archbishop cardinal father fr reverend rev "
    "sister brother imam sheikh ayatollah rabbi saint st emir sultan sergeant inspector detective officer coach chairman chairwoman "
    "foreign defense defence vice deputy former ex mp first lady director emeritus attorney constable sheriff superintendent trooper "
    "marshal corporal cpl warden coroner principal dean herr frau monsieur madame signor".split()
)
SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())
# Letters with a stroke or without a dot, which Unicode does not take apart: Wałęsa is Walesa.
STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "æ": "ae", "œ": "oe", "þ": "th"})
PARTICLES = frozenset("van von de der den la le al el bin ibn da di du dos".split())
GIVEN = frozenset(["al", "el", "den"])  # particles that a name may begin with: Al Gore
DOUBLE = re.compile(r"[A-Z][^\W\d_]{2,}-[A-Z][^\W\d_]{2,}(?:['’]s?)?")
NICKNAME = re.compile(r"""\s+(?:["“][^"“”]+["”]|['‘][^'‘’]+['’]|\([^()]+\))\s+""")  # Vito 'The Chin' Marlozzi
ARTICLE = re.compile(r"^(?:al|el)-(?=\w)", re.I)
# The commonest family names of China, Korea and Vietnam, which stand first; each also is, or looks like, a given name elsewhere.
EASTERN = frozenset(
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang deng feng xiao cheng cao "
    "peng zeng tian dong pan yuan cai jiang yu du ye wei su lu ding ren shen yao lee kim park choi jung jeong kang cho yoon yun jang "
    "lim han oh seo shin kwon hwang ahn song ryu hong nguyen tran pham phan vu dang bui do ngo duong xi mao moon roh ban".split()
)
# One or two syllables as they are written in pinyin, in Korean and in Vietnamese: Jinping, Jae-myung, Do-yeol, but not Kardashian.
SYLLABLES = re.compile(r"(?:(?:zh|ch|sh|ng|nh|ph|th|tr|[bcdghjklmnpqrstwxyz])?[yw]?[aeiouü]{1,3}(?:ng|nh|[nkmtlp](?![aeiouü]))?-?){1,2}")
# Spellings that languages of origin share, after ISO 9 / BGN/PCGN habits of news desks: Zelenskyy, Zelensky, Zelenskiy, Zelenskij.
SPELLINGS = (
    (r"(?<=\w)(yy|iy|ij|yi|ii|y|j)\b", "i"),
    (r"[yj]e", "e"), (r"[yj]a\b", "ia"), (r"iya\b", "ia"), (r"[yj]u", "iu"), (r"[yj]o", "io"), (r"(?<=[aeou])[yj]", "i"),
    (r"([aou])e(?=[^aeiou])", r"\1"),
    (r"ou", "u"), (r"oo", "u"), (r"ee", "i"), (r"kh", "h"), (r"gh", "g"), (r"ck", "k"), (r"tch|tsch|cz", "ch"), (r"sch|sz", "sh"),
    (r"ph", "f"), (r"ks", "x"), (r"w", "v"), (r"q", "k"), (r"dzh|dj", "j"), (r"tz", "ts"), (r"off\b", "ov"), (r"eff\b", "ev"),
    (r"(?<=k)[oa]\b", "o"), (r"y", "i"), (r"(.)\1", r"\1"),
)  # fmt: skip


@functools.lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """A name for comparison: no accents, case, marks, dots, leading article or closing 's; single spaces."""
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold().translate(STROKES)
    text = re.sub(r"[’‘ʼ`´]", "'", text)
    text = re.sub(r"'s?(?=\s|$)", "", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "", text)  # O'Brien is one word
    text = re.sub(r"\b((?:\w\.)+)", lambda m: m.group(1).replace(".", ""), text)
    text = re.sub(r"[^\w&]+", " ", text).strip()
    return re.sub(r"^(?:the|a|an)\s+", "", text)


# Words that houses write in two ways, and what a company's register adds.
WRITTEN = {
    "centre": "center", "theatre": "theater", "defence": "defense", "labour": "labor", "harbour": "harbor", "mt": "mount", "ft": "fort",
    "organisation": "organization", "dept": "department", "govt": "government", "univ": "university", "intl": "international",
    "&": "and", "bros": "brothers", "assn": "association", "natl": "national", "co": "company", "corp": "corporation",
}  # fmt: skip
REGISTERED = frozenset("inc ltd llc plc gmbh ag sa spa nv bv oy ab asa as kg se limited incorporated".split())
IN_FULL = {"limited": "ltd", "incorporated": "inc"}


@functools.lru_cache(maxsize=200_000)
def body_words(name: str) -> str:
    """The name of an organisation, a place or a thing for comparison: folded, one spelling of words that have two, without
    the form of a company (`Marlow & Sons Ltd.` is `Marlow and Sons`)."""
    words = [WRITTEN.get(word, word) for word in fold(name).split()]
    while len(words) > 1 and (words[-1] in REGISTERED or (len(words) > 2 and words[-1] in ("company", "corporation"))):
        words = words[:-1]
    return " ".join(words)


def registered_as(name: str) -> str | None:
    """The form of a company that its name ends with (`ltd`, `inc`, `gmbh`), or None."""
    last = fold(name).split()[-1:]
    return IN_FULL.get(last[0], last[0]) if last and last[0] in REGISTERED else None


def letters(text: str) -> str:
    """A text as its letters and digits alone, accents and case aside: the same for two settings of one title."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


@functools.lru_cache(maxsize=200_000)
def sound_key(word: str) -> str:
    """A key that transliteration variants of one word share."""
    key = fold(word)
    for pattern, instead in SPELLINGS:
        key = re.sub(pattern, instead, key)
    return key


def strip_titles(name: str) -> str:
    """A person's name without leading titles and closing suffixes; the name itself where nothing would be left."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in TITLES:
        words = words[1:]
    while len(words) > 1 and fold(words[-1]) in SUFFIXES:
        words = words[:-1]
    return " ".join(words)


def person_parts(name: str) -> tuple[tuple[str, ...], str]:
    """(given names, surname), folded. A particle such as `van` goes with the surname, the Arabic article with nobody
    (Bashar al-Assad is Assad); a double surname is one word (Ellinghaus-Moray). Kim Jong-un's is Kim."""
    name = NICKNAME.sub(" ", name)
    raw = _family_last([ARTICLE.sub("", word) for word in strip_titles(name).split()])
    if raw and DOUBLE.fullmatch(raw[-1]):
        raw[-1] = raw[-1].replace("-", "")
    words = fold(" ".join(word for word in raw if word not in ("al", "el"))).split()
    if not words:
        return (), ""
    at = len(words) - 1
    while at > 0 and words[at - 1] in PARTICLES and (at > 1 or words[0] not in GIVEN):
        at -= 1
    return tuple(words[:at]), " ".join(words[at:])


def _family_last(words: list[str]) -> list[str]:
    """`Kim Jong Un` and `Lee Jae-myung` with the family's name behind, where everything but it is a name of that kind."""
    first, rest = words[:1], words[1:]
    if not 1 <= len(rest) <= 2 or fold(first[0]) not in EASTERN or fold(rest[-1]) in EASTERN and len(rest) == 1:
        return words
    eastern = all(SYLLABLES.fullmatch(fold(w).replace(" ", "-")) for w in rest) and (len(rest) == 2 or len(rest[0]) > 3)
    return [*rest, *first] if eastern else words


def acronym(name: str) -> str:
    """Initials of the words that carry meaning, in capitals: `Institute for the Study of War` -> ISW."""
    small = ("of", "the", "for", "and", "in", "on", "to", "de", "la", "du", "des", "von", "a", "an", "&", "der", "die")
    return "".join(w[0] for w in re.findall(r"[^\W\d_][\w'’]*", name) if w.casefold() not in small).upper()
