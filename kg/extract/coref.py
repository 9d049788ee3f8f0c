"""Which mentions of an article are the same: names first, then pronouns, then descriptions, the surest rule first.

Every decision becomes a judgement with a reason; nothing is merged in the records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract.attribution import Found
from kg.extract.mentions import Mentions, Ref
from kg.gazetteer import Gazetteer
from kg.model import Judgement, make_judgement
from kg.names import acronym, fold, person_parts, sound_key
from kg.parse import Parsed
from kg.resolve.clusters import Clusters
from kg.schema import Schema

HE, SHE = frozenset(["he", "him", "his", "himself"]), frozenset(["she", "her", "hers", "herself"])
IT, THEY = frozenset(["it", "its", "itself"]), frozenset(["they", "them", "their", "theirs", "themselves"])
FIRST, WE = frozenset(["i", "me", "my", "mine", "myself"]), frozenset(["we", "us", "our", "ours", "ourselves"])
FEMALE_WORDS = frozenset(
    [
        "woman",
        "girl",
        "mother",
        "daughter",
        "sister",
        "wife",
        "widow",
        "aunt",
        "niece",
        "queen",
        "princess",
        "actress",
        "chairwoman",
        "spokeswoman",
        "policewoman",
        "mrs",
        "ms",
        "miss",
        "lady",
    ]
)
MALE_WORDS = frozenset(
    [
        "man",
        "boy",
        "father",
        "son",
        "brother",
        "husband",
        "widower",
        "uncle",
        "nephew",
        "king",
        "prince",
        "chairman",
        "spokesman",
        "policeman",
        "mr",
        "sir",
        "lord",
    ]
)
FAR = 5  # sentences between a pronoun and what it stands for


@dataclass
class Chains:
    """What coreference found: judgements, and for each mention the name or description that stands for its chain."""

    judgements: list[Judgement] = field(default_factory=list)
    best: dict[str, Ref] = field(default_factory=dict)

    def types(self) -> dict[str, str]:
        """{mention id: type of what it stands for}, for pronouns that stand for something."""
        return {id_: ref.type for id_, ref in self.best.items() if ref.kind != "pronoun"}


def corefer(parsed: Parsed, mentions: Mentions, founds: Sequence[Found], schema: Schema, gazetteer: Gazetteer) -> Chains:
    """Chains of the mentions of an article."""
    return _Reader(parsed, mentions, founds, schema, gazetteer).read()


class _Reader:
    """One article's coreference in progress."""

    def __init__(self, parsed: Parsed, mentions: Mentions, founds: Sequence[Found], schema: Schema, gazetteer: Gazetteer) -> None:
        self.doc, self.mentions, self.founds = parsed.doc, mentions, founds
        self.schema, self.gazetteer = schema, gazetteer
        self.refs = [r for r in mentions if r.type != "Position"]
        self.sets = Clusters(r.id for r in self.refs)
        self.by_id = {r.id: r for r in self.refs}
        self.sentence = {t.i: n for n, s in enumerate(parsed.sents) for t in s.span}
        self.speakers = {f.source_head for f in founds if f.source_head is not None}
        self.described = {r.id: [r] for r in self.refs if r.kind != "pronoun"}  # {root of a chain: its first that is no pronoun}
        self.chains = Chains()
        self.genders: dict[str, str] = {}

    def read(self) -> Chains:
        names = [r for r in self.refs if r.kind in ("name", "demonym")]
        self._same_names(names)
        self._aliases(names)
        self._surnames([r for r in names if r.type == "Person"])
        self._parts(names)
        self._set_genders()
        self._apposed()
        for ref in self.refs:
            if ref.kind == "nominal":
                self._nominal(ref)
            elif ref.kind == "pronoun":
                self._pronoun(ref)
        self._choose_best()
        return self.chains

    def same(self, left: Ref, right: Ref, rule: str, score: float, reason: str) -> None:
        """Records that two mentions are the same, and why."""
        before = self.sets.root(left.id), self.sets.root(right.id)
        if before[0] != before[1] and self.sets.join(left.id, right.id):
            members = sorted((*self.described.pop(before[0], ()), *self.described.pop(before[1], ())), key=lambda r: r.start)
            self.described[self.sets.root(left.id)] = members[:1]
            self.chains.judgements.append(make_judgement(left.id, right.id, "same", score, f"rule:{rule}", reason))

    def text(self, ref: Ref) -> str:
        return self.mentions.text(ref)

    # ------------------------------------------------------------------ names

    def family(self, ref: Ref) -> str:
        for family in ("Person", "Organization", "Place", "Group", "Event", "Work"):
            if self.schema.is_a(ref.type, family):
                return family
        return "Entity"

    def _key(self, ref: Ref) -> tuple[str, str]:
        """What a name or demonym means: the gazetteer's thing, else its folded words, within its family."""
        text = self.text(ref)
        if ref.kind == "demonym":
            entry = self.gazetteer.demonym(text)
        elif ref.type == "Country":
            entry = self.gazetteer.lookup(text)
            if entry is None or entry.type != "Country":
                entry = self.gazetteer.metonym(text) or entry
        else:
            entry = self.gazetteer.lookup(text)
        family = self.family(ref)
        if entry and self.family_of_type(entry.type) == family:
            return family, entry.key
        return family, fold(text)

    def family_of_type(self, type_: str) -> str:
        return next((f for f in ("Person", "Organization", "Place", "Group", "Event", "Work") if self.schema.is_a(type_, f)), "Entity")

    def _same_names(self, names: list[Ref]) -> None:
        first: dict[tuple[str, str], Ref] = {}
        for ref in names:
            known = first.setdefault(self._key(ref), ref)
            if known is not ref:
                self.same(known, ref, "name", 0.98, f"'{self.text(known)}' and '{self.text(ref)}' are the same name")

    def _aliases(self, names: list[Ref]) -> None:
        """`Harbour Security Service (HSS)`; an acronym whose letters a longer name spells."""
        short = {self.text(r): r for r in reversed(names) if self.text(r).isupper() and 2 <= len(self.text(r)) <= 6}
        for ref in names:
            bracket = self._bracketed(ref)
            if bracket and bracket.kind == "name":
                self.same(ref, bracket, "bracket", 0.95, f"'{self.text(bracket)}' stands in brackets behind '{self.text(ref)}'")
            letters = acronym(self.text(ref))
            other = short.get(letters)
            if len(letters) > 1 and other and other is not ref and ref.end - ref.start > 1 and self.family(other) == self.family(ref):
                self.same(ref, other, "acronym", 0.9, f"'{letters}' are the initials of '{self.text(ref)}'")

    def _bracketed(self, ref: Ref) -> Ref | None:
        at = ref.end
        if at + 2 < len(self.doc) and self.doc[at].text == "(" and self.doc[at + 2].text == ")" and self.doc[at + 1].text[:1].isupper():
            token = self.doc[at + 1]
            if len(token.text) <= 8 and token.text.isupper():
                return self.mentions.over(token)
        return None

    def _surnames(self, people: list[Ref]) -> None:
        """A surname is the last fully named person before it who has it; else the first one after."""
        parts = {r.id: person_parts(self.text(r)) for r in people}
        for ref in people:
            given, surname = parts[ref.id]
            if not surname:
                continue
            same = [r for r in people if r is not ref and parts[r.id][0] and sound_key(parts[r.id][1]) == sound_key(surname)]
            fitting = [r for r in same if not given or self._given_fit(given[0], parts[r.id][0][0])]
            if given and len(fitting) < len(same):
                pass  # another person of that surname is named: father and son
            before = [r for r in fitting if r.start < ref.start]
            other = (before or fitting or [None])[-1 if before else 0]  # type: ignore[list-item]
            if other is not None:
                self.same(other, ref, "surname", 0.92, f"'{self.text(ref)}' is the surname of '{self.text(other)}'")

    def _given_fit(self, left: str, right: str) -> bool:
        if len(left) == 1 or len(right) == 1:
            return left[0] == right[0]
        classes = self.gazetteer.name_classes
        return (classes.get(left) or sound_key(left)) == (classes.get(right) or sound_key(right))

    def _parts(self, names: list[Ref]) -> None:
        """A shorter form of one longer name, and of no other: `the Church` for `the Church of Scientology`."""
        words = {r.id: fold(self.text(r)).split() for r in names}
        longer = [r for r in names if self.family(r) in ("Organization", "Event", "Place") and len(words[r.id]) > 1]
        for ref in names:
            mine = words[ref.id]
            if self.family(ref) not in ("Organization", "Event") or not mine:
                continue
            whole = {
                self.sets.root(r.id): r
                for r in longer
                if len(words[r.id]) > len(mine) and self._part(mine, words[r.id]) and self.family(r) == self.family(ref)
            }
            if len(whole) == 1:
                other = next(iter(whole.values()))
                self.same(other, ref, "short-form", 0.8, f"'{self.text(ref)}' is a short form of '{self.text(other)}'")

    def _part(self, mine: list[str], whole: list[str]) -> bool:
        return whole[: len(mine)] == mine or (whole[-len(mine) :] == mine and len(mine) > 1)

    # ------------------------------------------------------------------ descriptions

    def _set_genders(self) -> None:
        for ref in self.refs:
            if self.family(ref) != "Person":
                continue
            gender = self._gender_of(ref)
            if gender:
                self.genders.setdefault(self.sets.root(ref.id), gender)

    def _gender_of(self, ref: Ref) -> str | None:
        before = self.doc[ref.start - 1].lower_.rstrip(".") if ref.start else ""
        words = [t.lower_ for t in self.doc[ref.start : ref.end]] + [before]
        if any(w in FEMALE_WORDS for w in words):
            return "f"
        if any(w in MALE_WORDS for w in words):
            return "m"
        if ref.kind == "name" and ref.end - ref.start > 1:
            given = person_parts(self.text(ref))[0]
            return self.gazetteer.gender(given[0]) if given else None
        return None

    def _apposed(self) -> None:
        """A description and the name it stands next to: `Kyrylo Budanov, head of …`; `she is the chair`."""
        for ref in self.refs:
            if ref.kind != "nominal" or self.family(ref) not in ("Person", "Organization", "Place", "Group"):
                continue
            token = self.doc[ref.head]
            others = [token.head] if token.dep_ == "appos" else []
            others += [c for c in token.children if c.dep_ == "appos"]
            if token.dep_ == "attr" and token.head.lemma_ == "be" and not any(c.dep_ == "neg" for c in token.head.children):
                others += [c for c in token.head.children if c.dep_ == "nsubj"]
            for other in others:
                named = self.mentions.over(other)
                if named and named.kind == "name" and named.id in self.by_id and self._fits(named, ref):
                    self.same(named, ref, "apposition", 0.9, f"'{self.text(ref)}' describes '{self.text(named)}' beside it")

    def _fits(self, left: Ref, right: Ref) -> bool:
        return self.schema.is_a(left.type, right.type) or self.schema.is_a(right.type, left.type) or self.family(left) == self.family(right)

    def _nominal(self, ref: Ref) -> None:
        """`the ministry`: the last name or description before it with the same noun; `the company`: the last name of that type."""
        token = self.doc[ref.head]
        if self.schema.is_a(ref.type, "War") and self._war(ref):
            return
        if not self._definite(token):
            return
        lemma = token.lemma_.lower()
        modifiers = {t.lower_ for t in self.doc[ref.start : ref.end] if t.pos_ in ("ADJ", "NOUN", "PROPN", "NUM") and t != token}
        for other in self._before(ref, 200):
            if other.kind == "pronoun" or other.kind == "demonym":
                continue
            if self._same_noun(other, lemma, modifiers):
                self.same(other, ref, "same-noun", 0.75, f"'{self.text(ref)}' takes up '{self.text(other)}'")
                return
        if modifiers or ref.type in ("Group", "Event", "Person", "Place", "Facility"):
            return
        for other in self._before(ref, FAR):
            if other.kind == "name" and other.type == ref.type and ref.type not in ("Person", "Work"):
                self.same(
                    other,
                    ref,
                    "only-type",
                    0.6,
                    f"'{self.text(ref)}' is the last {self.schema.types[ref.type].label} named: '{self.text(other)}'",
                )
                return

    def _war(self, ref: Ref) -> bool:
        """An article speaks of one war unless it names the parties of another."""
        token = self.doc[ref.head]
        if not self._definite(token) and not any(c.dep_ == "poss" for c in token.children):
            return False
        mine = self._countries(ref)
        for other in self._before(ref, 200):
            theirs = self._countries(other) if self.schema.is_a(other.type, "War") else set()
            if self.schema.is_a(other.type, "War") and (not mine or not theirs or mine & theirs):
                self.same(other, ref, "same-war", 0.7, f"'{self.text(ref)}' is taken for the same war as '{self.text(other)}'")
                return True
        return False

    def _countries(self, ref: Ref) -> set[tuple[str, str]]:
        """The countries named in a description or behind it: Russia's war against Ukraine."""
        tokens = list(self.doc[ref.head].subtree)[:20]
        found = {r for t in tokens if (r := self.mentions.over(t)) and r.type == "Country" and r.kind in ("name", "demonym")}
        return {self._key(r) for r in found}

    def _definite(self, token: Token) -> bool:
        return any(c.lower_ in ("the", "this", "that", "these", "those") for c in token.children if c.dep_ == "det")

    def _same_noun(self, other: Ref, lemma: str, modifiers: set[str]) -> bool:
        head = self.doc[other.head]
        words = {t.lower_ for t in self.doc[other.start : other.end]}
        if other.kind == "name":
            return lemma in words and other.end - other.start > 1 and modifiers <= words
        return head.lemma_.lower() == lemma and modifiers <= words and head.tag_ == head.tag_

    def _before(self, ref: Ref, sentences: int) -> Iterator[Ref]:
        """Mentions before this one, nearest first, within so many sentences."""
        here = self.sentence.get(ref.head, 0)
        for other in reversed(self.refs):
            if other.start < ref.start and other.end <= ref.start and here - self.sentence.get(other.head, 0) <= sentences:
                yield other

    # ------------------------------------------------------------------ pronouns

    def _pronoun(self, ref: Ref) -> None:
        word = self.doc[ref.head].lower_
        if word in FIRST or word in WE:
            self._speaker(ref, word)
            return
        ranked = [(self._rank(other, ref), -other.start, other) for other in self._before(ref, FAR) if self._may_be(other, ref, word)]
        if ranked:
            best = max(ranked, key=lambda r: (r[0], r[1]))[2]
            reason = f"'{self.text(ref)}' stands for the nearest fitting '{self.text(best)}' before it"
            self.same(best, ref, "pronoun", 0.7, reason)
            if word in HE or word in SHE:
                self.genders.setdefault(self.sets.root(ref.id), "m" if word in HE else "f")

    def _speaker(self, ref: Ref, word: str) -> None:
        inside = [f for f in self.founds if f.direct and f.source_head is not None and any(s <= ref.head < e for s, e in f.content)]
        if not inside:
            return
        speaker = self.mentions.over(self.doc[inside[-1].source_head or 0])
        if speaker and speaker.id in self.by_id and speaker.id != ref.id and (word in FIRST or self.family(speaker) != "Person"):
            self.same(speaker, ref, "speaker", 0.9, f"'{self.text(ref)}' is said by '{self.text(speaker)}'")

    def _may_be(self, other: Ref, ref: Ref, word: str) -> bool:
        if other.kind == "demonym" or self.doc[other.head].lower_ in FIRST | WE | {"you", "your", "yourself"}:
            return False
        family = self._family_of_chain(other)
        head, mine = self.doc[other.head], self.doc[ref.head]
        if head.head == mine.head and mine.dep_ in ("dobj", "pobj") and head.dep_ in ("nsubj", "nsubjpass"):
            return False  # the object of a verb is not its subject, but for -self
        if word in HE or word in SHE:
            gender = self.genders.get(self.sets.root(other.id))
            return family == "Person" and gender != ("f" if word in HE else "m")
        if word in THEY:
            plural = head.tag_ in ("NNS", "NNPS") or family == "Group" or len([c for c in head.conjuncts]) > 0
            return plural or (family == "Organization" and other.kind != "pronoun") or head.lower_ in THEY
        if word in IT:
            return (
                family in ("Organization", "Place", "Event", "Work", "Entity")
                and head.tag_ not in ("NNS", "NNPS")
                and head.lower_ not in THEY
            )
        return False

    def _spoke(self, other: Ref) -> bool:
        root = self.sets.root(other.id)
        return other.kind == "pronoun" and any(r.head in self.speakers for r in self.refs if self.sets.root(r.id) == root)

    def _family_of_chain(self, ref: Ref) -> str:
        if ref.kind != "pronoun":
            return self.family(ref)
        first = self.described.get(self.sets.root(ref.id))
        return self.family(first[0]) if first else "none"

    def _rank(self, other: Ref, ref: Ref) -> float:
        """Nearness in sentences, subjects before objects, names before descriptions, the same place in the clause."""
        distance = self.sentence.get(ref.head, 0) - self.sentence.get(other.head, 0)
        head, mine = self.doc[other.head], self.doc[ref.head]
        score = -2.0 * distance - (ref.start - other.end) / 100
        subject = head.dep_ in ("nsubj", "nsubjpass") or (head.dep_ == "compound" and head.head.dep_ in ("nsubj", "nsubjpass"))
        score += 1.5 * subject + 0.5 * (other.kind == "name") + 0.5 * (mine.dep_ in ("nsubj", "nsubjpass") and subject)
        if ref.head in self.speakers and (other.head in self.speakers or self._spoke(other)):
            score += 2.5 + min(distance, 4) * 1.5  # who spoke last speaks on, also over a quotation of several sentences
        score -= 1.0 * (head.dep_ in ("poss", "compound", "amod")) + 0.7 * (head.dep_ == "pobj" and other.kind != "pronoun")
        return score

    def _choose_best(self) -> None:
        groups: dict[str, list[Ref]] = defaultdict(list)
        for ref in self.refs:
            groups[self.sets.root(ref.id)].append(ref)
        for group in groups.values():
            named = [r for r in group if r.kind == "name"] or [r for r in group if r.kind != "pronoun"]
            if named:
                types = Counter(r.type for r in named)
                best = max(named, key=lambda r: (types[r.type], r.end - r.start, -r.start))
                self.chains.best.update({r.id: best for r in group})
