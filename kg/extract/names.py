"""Names in the text: the gazetteer first, then the model's entities, then surnames that stand alone."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.vocab import Vocab

from kg.extract.kinds import quoted, said_to_be
from kg.extract.lexicon import Nouns
from kg.extract.mentions import Mentions, Ref
from kg.extract.nominals import nominal_type
from kg.gazetteer import Gazetteer
from kg.names import TITLES, fold
from kg.parse import Parsed

LABELS = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Facility", "EVENT": "Event",
    "WORK_OF_ART": "Work", "LAW": "Work", "PRODUCT": "Work", "NORP": "Group",
}  # fmt: skip
NAMING = ("PROPN", "NOUN", "ADJ", "X")
NOT_A_NAME = frozenset(["'s", "'", "the", "The", "a", "an", "A", "An", '"', "-", ",", "(", ")"])
ORGANISED = ("Organization", "Company", "MediaOrganization", "Party", "SportsTeam", "NGO", "University")
QUALIFYING = frozenset(["New", "Former", "Ex", "Old", "Late", "Acting"])  # `New VW boss`
# What a name may turn out to be by its apposition, where the model took it for a person or some organisation.
CALLED = frozenset(["Facility", "Company", "MediaOrganization", "Party", "NGO", "University", "SportsTeam"])
PARTS_OF_A_CONTINENT = frozenset(["south", "north", "latin", "central"])  # the South American is of no one country
Found = tuple[int, int, str, str]  # start, end, kind, type


def find_names(parsed: Parsed, mentions: Mentions, gazetteer: Gazetteer, nouns: Nouns) -> None:
    """Adds the names and demonyms of an article to its mentions."""
    doc = parsed.doc
    listed = list(_listed(doc, gazetteer))
    inside = {i for start, end, kind, _ in listed if kind == "name" for i in range(start, end)}
    model = [f for ent in doc.ents if not _joined(ent, inside) and (f := _from_model(ent, nouns, gazetteer))]
    silent = parsed.silent
    known = _without_overlap([*listed, *quoted(doc, nouns), *model])
    overlooked = list(_overlooked(doc, known, nouns, gazetteer))
    for start, end, kind, type_ in [*known, *overlooked]:
        if start not in silent:
            mentions.add(start, end, _head(doc, start, end), kind, type_)
    _add_nested_demonyms(mentions, listed, silent)
    _take_at_their_word(mentions, nouns, gazetteer)
    _vote(mentions)
    _add_surnames(doc, mentions, silent)
    _add_known(doc, mentions, silent)


def _joined(ent: Span, listed: set[int]) -> bool:
    """Did the model take `the BBC and state media` for one name, half of which the gazetteer knows?"""
    at = next((t.i for t in ent if t.dep_ == "cc"), None)
    if at is None:
        return False
    left, right = set(range(ent.start, at)), set(range(at + 1, ent.end))
    return bool(left & listed) != bool(right & listed) or bool(left & listed and right & listed)


def _overlooked(doc: Doc, known: list[Found], nouns: Nouns, gazetteer: Gazetteer) -> Iterator[Found]:
    """Runs of capitalised names that the model passed over: people by their given name, others by what they say they are."""
    taken = {i for start, end, _, _ in known for i in range(start, end)}
    start = None
    for token in [*doc, None]:
        inside = token is not None and token.pos_ == "PROPN" and token.text[0].isupper() and token.i not in taken and not token.is_upper
        if inside and token is not None:
            start = token.i if start is None else start
            continue
        if start is not None:
            end = token.i if token is not None else len(doc)
            while start < end - 1 and _is_title(fold(doc[start].text), nouns, gazetteer):
                start += 1
            words = [t.lower_ for t in doc[start:end]]
            type_ = "Person" if gazetteer.genders.get(fold(words[0])) else nouns.heads.get(words[-1])
            if type_ and 1 < len(words) <= 6:
                yield start, end, "name", type_
            start = None


def _is_title(word: str, nouns: Nouns, gazetteer: Gazetteer) -> bool:
    """Does a word only say what somebody is? `Dean` and `Marine` are given names as well."""
    return word in TITLES or (word in nouns.nouns and not gazetteer.genders.get(word))


def _head(doc: Doc, start: int, end: int) -> int:
    """The root of a name; of a name that the parser tears apart the last token with a head outside."""
    root = doc[start:end].root
    return root.i


@functools.lru_cache(maxsize=2)
def _matcher(vocab: Vocab, gazetteer: Gazetteer) -> PhraseMatcher:
    """Finds the gazetteer's names, demonyms and metonyms as they are written in print."""
    entries = gazetteer.entries.values()
    texts = {
        "name": {alias for e in entries for alias in (e.name, *e.aliases) if not e.ambiguous or e.type == "Country"},
        "metonym": {text.title() for text in gazetteer.metonyms},
        "demonym": {d.title() for d in gazetteer.demonyms},
    }
    tokenizer = English(vocab=vocab).tokenizer
    matcher = PhraseMatcher(vocab, attr="ORTH")
    for kind, found in texts.items():
        matcher.add(kind, [tokenizer(text) for text in sorted(found) if text.strip()])
    return matcher


def _listed(doc: Doc, gazetteer: Gazetteer) -> Iterator[Found]:
    """Names and demonyms that the gazetteer knows, where they are written with a capital."""
    for match, start, end in _matcher(doc.vocab, gazetteer)(doc):
        kind = doc.vocab.strings[match]
        text = doc[start:end].text
        if not any(c.isupper() for c in text) or doc[start].is_space:
            continue
        if kind == "demonym":
            if start and doc[start - 1].lower_ in PARTS_OF_A_CONTINENT:
                continue
            yield start, end, "demonym", "Country"
            continue
        entry = gazetteer.lookup(text)
        if entry and not (entry.ambiguous and doc[start].ent_type_ == "PERSON"):
            yield start, end, "name", entry.type
        elif kind == "metonym" and not entry:
            yield start, end, "name", "City" if fold(text) in gazetteer.namesakes else "GovernmentBody"


def _from_model(ent: Span, nouns: Nouns, gazetteer: Gazetteer) -> Found | None:
    type_ = LABELS.get(ent.label_)
    start, end = ent.start, ent.end
    while start < end and (ent.doc[start].text in NOT_A_NAME or ent.doc[start].is_space):
        start += 1
    dashes = [t.i for t in ent.doc[start:end] if t.text == "-" and t.i > start and ent.doc[t.i - 1].whitespace_]
    start = dashes[-1] + 1 if dashes else start
    while end > start and (ent.doc[end - 1].text in NOT_A_NAME or ent.doc[end - 1].is_space or ent.doc[end - 1].pos_ == "ADP"):
        end -= 1
    if type_ is None or start == end or any(t.is_space for t in ent.doc[start:end]):
        return None
    if not any(t.text[0].isupper() for t in ent.doc[start:end]) or _in_title(ent.doc, start, end, gazetteer):
        return None
    if ent.doc[start].text in QUALIFYING and end - start > 1 and _is_body(ent.doc[start + 1 : end].text, gazetteer):
        start += 1
    if type_ == "Place" and end - start > 1 and gazetteer.gender(ent.doc[start].text):  # the model takes many a person for a place
        type_ = "Person"
    if type_ == "Person":
        start = _behind_titles(ent.doc, start, end, gazetteer)
    if type_ == "Group" and not (ent.doc[start].is_title and end - start == 1):
        return None
    if type_ in ("Person", "Work", "Group") and (said := said_to_be(ent.doc, start, end, nouns)):
        return start, end, "name", said
    return start, end, "name", _by_head(ent.doc[start:end], type_, nouns, gazetteer)


def _is_body(text: str, gazetteer: Gazetteer) -> bool:
    """Does the gazetteer know an organisation of this name, and no place (New York is not York)?"""
    entry = gazetteer.lookup(text)
    return entry is not None and entry.type in ORGANISED and fold(text) not in gazetteer.namesakes


def _in_title(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Is it only part of an office: `Interior` in `Interior Minister`, `State` in `Secretary of State`?"""
    around = (doc[start : end + 1], doc[max(0, start - 2) : end]) if end - start == 1 else ()
    return any(len(span) > 1 and span.text.casefold() in gazetteer.roles for span in around)


def _behind_titles(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> int:
    while start < end - 1 and (fold(doc[start].text) in TITLES or gazetteer.demonym(doc[start].text)):
        start += 1
    return start


def _by_head(span: Span, type_: str, nouns: Nouns, gazetteer: Gazetteer) -> str:
    """A name may say what it is: its last word, or the word before `of`."""
    words = [t.lower_ for t in span]
    last = words[words.index("of") - 1] if "of" in words[1:] else words[-1]
    found = nouns.heads.get(last)
    if type_ == "Person":  # the model takes many a company for a person
        return found if found and len(words) > 1 and gazetteer.gender(words[0]) is None else type_
    if found is None or (type_ in ("Place", "Facility") and found not in ("Region", "Facility", "Event", "War", "SportsTeam")):
        return type_
    return found


def _without_overlap(found: Iterable[Found]) -> list[Found]:
    """The longer of two that overlap; of equals the first, which is the gazetteer's."""
    taken: set[int] = set()
    kept = []
    for item in sorted(found, key=lambda f: (-(f[1] - f[0]), f[0])):
        if not taken & set(range(item[0], item[1])):
            taken |= set(range(item[0], item[1]))
            kept.append(item)
    return sorted(kept)


def _add_nested_demonyms(mentions: Mentions, listed: list[Found], silent: frozenset[int]) -> None:
    """`South Korean` in `South Korean Ministry of Defence` is a mention of its own."""
    for start, end, kind, type_ in listed:
        head = _head(mentions.doc, start, end)
        if type_ == "Country" and start not in silent and mentions.at(mentions.doc[head]) is None:
            mentions.add(start, end, head, kind, type_)


def _take_at_their_word(mentions: Mentions, nouns: Nouns, gazetteer: Gazetteer) -> None:
    """A name is what its apposition says it is, wherever it stands: `the cruise ship, Aurora`; `its leader, Ruth Adler`."""
    named = [r for r in mentions if r.kind == "name" and gazetteer.lookup(mentions.text(r)) is None]
    told: dict[str, str] = {}
    for ref in named:
        noun = _apposition(mentions.doc, ref)
        type_ = nominal_type(noun, nouns) if noun is not None else None
        if type_ and _corrects(type_, ref, given=gazetteer.gender(mentions.doc[ref.start].lower_) is not None):
            told.setdefault(fold(mentions.text(ref)), type_)
    for ref in named:
        type_ = told.get(fold(mentions.text(ref)))
        if type_ and type_ != ref.type:
            mentions.retype(ref, type_)


def _apposition(doc: Doc, ref: Ref) -> Token | None:
    """The common noun before a name that says what it is."""
    head = doc[ref.head]
    if head.dep_ == "appos" and head.head.pos_ == "NOUN" and head.head.i < ref.start:
        return head.head
    before = doc[ref.start - 1] if ref.start else None
    if before is not None and before.pos_ == "NOUN" and before.dep_ == "compound" and ref.start <= before.head.i < ref.end:
        return before
    return None


def _corrects(told: str, ref: Ref, *, given: bool) -> bool:
    """May the model be wrong about a name: a person, if it begins with a given name; a thing, if not?"""
    if told == "Person":
        return given and ref.end - ref.start > 1 and ref.type in ("Organization", "Place", "Facility", "Work")
    return not given and told in CALLED and ref.type in ("Person", "Organization")


def _vote(mentions: Mentions) -> None:
    """One type for one name in an article: that of most of its mentions."""
    groups: dict[str, list[str]] = defaultdict(list)
    named = [r for r in mentions if r.kind == "name"]
    for ref in named:
        groups[fold(mentions.text(ref))].append(ref.type)
    people = [fold(mentions.text(r)).split() for r in named if r.type == "Person" and r.end - r.start > 1]
    surnames = {" ".join(words[at:]) for words in people for at in range(1, len(words))}
    for ref in named:
        name = fold(mentions.text(ref))
        counts = Counter(groups[name])
        best = min(counts, key=lambda t: (-counts[t], t))
        if name in surnames and ref.type != "Country":
            best = "Person"
        if best != ref.type:
            mentions.retype(ref, best)


def _add_surnames(doc: Doc, mentions: Mentions, silent: frozenset[int]) -> None:
    """Surnames that the model overlooked, of people who are named in full elsewhere in the article."""
    surnames = {mentions.doc[r.end - 1].text for r in mentions if r.kind == "name" and r.type == "Person"}
    for token in doc:
        if token.text in surnames and token.i not in silent and _stands_alone(token) and mentions.over(token) is None:
            mentions.add(token.i, token.i + 1, token.i, "name", "Person")


def _add_known(doc: Doc, mentions: Mentions, silent: frozenset[int]) -> None:
    """Further occurrences of the article's own names that the model overlooked, the longer first."""
    known: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for ref in mentions:
        words = tuple(t.text for t in doc[ref.start : ref.end])
        if ref.kind == "name" and ref.type != "Group" and len(words[-1]) > 2 and any(c.isupper() for c in words[0]):
            known[words[0]].setdefault(words, ref.type)
    first = {doc.vocab.strings[word]: word for word in known}
    for i, code in enumerate(doc.to_array("ORTH").tolist()):
        for words in sorted(known.get(first.get(code, ""), ()), key=lambda w: (-len(w), w)):
            span = doc[i : i + len(words)]
            if tuple(t.text for t in span) != words or any(t.i in silent or mentions.over(t) for t in span):
                continue
            if span[-1].pos_ in NAMING and not _goes_on(doc, span):
                mentions.add(span.start, span.end, span.root.i, "name", known[words[0]][words])
            break


def _goes_on(doc: Doc, span: Span) -> bool:
    """Is a name only part of a longer one here (`Boston` in `Boston Dynamics`)?"""
    before, behind = doc[span.start - 1] if span.start else None, doc[span.end] if span.end < len(doc) else None
    return any(t is not None and t.pos_ == "PROPN" and t.text[0].isupper() for t in (before, behind))


def _stands_alone(token: Token) -> bool:
    return token.text[:1].isupper() and len(token.text) > 2 and token.pos_ in ("PROPN", "NOUN", "ADJ", "VERB")
