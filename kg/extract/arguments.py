"""From a token in a slot to a mention of a fitting type."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from spacy.tokens import Token

from kg.extract.kinds import OPENING, is_place_noun, kind_of
from kg.extract.lexicon import Nouns
from kg.extract.mentions import Mentions, Ref, is_somebody
from kg.extract.nominals import add_nominal, nominal_type, phrase
from kg.schema import Schema

DEVERBAL = ("ing", "tion", "sion", "ment", "ance", "ence", "process", "down", "out", "over")
EMPTY = frozenset("this that these those there what which who it one thing something anything everything nothing way time part".split())

PEOPLE = ("ists", "ians", "goers", "makers", "givers", "holders", "owners", "workers", "men", "women")  # no matters
ANAPHORIC_PLACES = ("there", "here")
STATES = frozenset(["country", "nation", "republic", "kingdom", "homeland"])
ENDS = ("nsubj", "nsubjpass", "dobj", "pobj", "conj")
CROWDS = frozenset(["hundreds", "thousands", "dozens", "scores", "millions", "tens", "many", "others"])


class Arguments:
    """Finds mentions for slots. `types` are what coreference made of pronouns, by mention id."""

    def __init__(self, schema: Schema, nouns: Nouns, mentions: Mentions, types: Mapping[str, str]) -> None:
        self.schema, self.nouns, self.mentions, self._types = schema, nouns, mentions, types
        self.refused: Counter[str] = Counter()

    def type_of(self, ref: Ref) -> str | None:
        """The type a mention has once pronouns are resolved; None for a pronoun that stands for nothing known."""
        if ref.kind == "pronoun":
            return self._types.get(ref.id)
        return ref.type

    def find(self, token: Token, wanted: Iterable[str]) -> Ref | None:
        """The mention of a wanted type that a token leads to: its own, its country's, or a described topic; else None."""
        wanted = tuple(wanted)
        if token.lower_ in ANAPHORIC_PLACES:
            return self._place_before(token) if "Place" in wanted else None
        ref = self._mentioned(token) or self._people(token, wanted)
        if ref is not None and is_somebody(ref, self.mentions):
            self.refused["a person who is called by a country alone"] += 1
            return None
        if token.lower_ == "it" and "Topic" in wanted and (clause := antecedent(token)) is not None:
            return self.clause(clause, deed=True)
        if ref is not None:
            type_of = self.type_of(ref)
            if type_of is None:
                self.refused["a pronoun that stands for nothing known"] += 1
                return None
            if type_of != "Entity" and self.schema.fits(type_of, wanted):
                return ref
            country = self._country(token, wanted) if self.schema.is_a(type_of, "Agent") else None
            if country:
                return country
        elif country := self._country(token, wanted):
            return country
        return self._described(token, ref, wanted)

    def _mentioned(self, token: Token) -> Ref | None:
        """The mention of a token, added where its noun is one that the lexicon knows."""
        ref = self._beside_name(token) or self.mentions.over(token)
        if ref is None and token.pos_ in ("NOUN", "PROPN") and (type_ := nominal_type(token, self.nouns)):
            ref = add_nominal(self.mentions, token, type_)
        return ref

    def _beside_name(self, token: Token) -> Ref | None:
        """In `the photographer Nadia Rahimi` the name, though the parser makes the description the head; so in `the Oakline
        union`, `the network Attis` and `the city of Lund`."""
        if token.pos_ != "NOUN":
            return None
        for child in token.rights:
            named = self.mentions.named(child) if child.dep_ == "appos" else None
            if named and named.start == token.i + 1:
                return named
        return self._named_before(token) or self._named_behind(token) or self._named_place(token)

    def _named_behind(self, token: Token) -> Ref | None:
        """The name that follows a noun of its kind, perhaps in quotation marks: `the newspaper "Karsan Echo"`."""
        doc = token.doc
        at = token.i + 2 if token.i + 2 < len(doc) and doc[token.i + 1].text in OPENING else token.i + 1
        kind = kind_of(token, self.nouns)
        named = self.mentions.named(doc[at]) if at < len(doc) and kind else None
        if (
            kind is None
            or named is None
            or named.start != at
            or doc[at].sent != token.sent
            or doc[named.head].dep_ in ("nsubj", "nsubjpass")
        ):
            return None
        return named if self.schema.is_a(named.type, "Work" if kind == "Work" else "Organization") else None

    def _named_before(self, token: Token) -> Ref | None:
        """The name that a noun of its kind follows."""
        named = self.mentions.named(token.doc[token.i - 1]) if token.i and kind_of(token, self.nouns) else None
        return named if named and named.end == token.i and self.schema.is_a(named.type, "Organization") else None

    def _named_place(self, token: Token) -> Ref | None:
        """The name in `the city of NAME`, `his home country of NAME`; of a country only the country is told by its name."""
        of = next((t for t in token.rights if t.i == token.i + 1 and t.lower_ == "of"), None)
        state = token.lemma_.lower() in STATES
        if of is None or not (state or is_place_noun(token, self.nouns)):
            return None
        named = next((r for c in of.children if c.dep_ == "pobj" and (r := self.mentions.named(c))), None)
        found = named is not None and named.start == of.i + 1 and self.schema.is_a(named.type, "Place")
        return named if found and named and (named.type == "Country") == state else None

    def _place_before(self, token: Token) -> Ref | None:
        """The place named last before `there` or `here`, in its sentence or the one before."""
        first = token.sent.start
        first = token.doc[first - 1].sent.start if first else first
        for i in range(token.i - 1, first - 1, -1):
            ref = self.mentions.at(token.doc[i])
            if ref and self.schema.is_a(ref.type, "Place") and (ref.kind == "name" or (ref.kind == "nominal" and self._definite(ref))):
                return ref
        return None

    def _definite(self, ref: Ref) -> bool:
        return any(c.lower_ in ("the", "this", "that") for c in self.mentions.doc[ref.head].lefts)

    def _people(self, token: Token, wanted: tuple[str, ...]) -> Ref | None:
        """People told by their number or by what befell them: `hundreds protested`, `killed 12`, `those injured`, `the wounded`."""
        if token.dep_ not in ENDS or not any(self.schema.is_a("Group", t) for t in wanted):
            return None
        low = token.lower_
        told = [c for c in token.rights if c.dep_ in ("acl", "relcl")]
        if token.pos_ == "NUM" and token.ent_type_ in ("", "CARDINAL") and low not in CROWDS:
            if not set(wanted) <= {"Person", "Group"} or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.rights):
                return None
        elif token.pos_ == "ADJ" and low not in CROWDS:
            if token.tag_ != "JJ" or not any(c.dep_ == "det" and c.lower_ == "the" for c in token.children) or token.dep_ == "pobj":
                return None
        elif low not in CROWDS and not (low in ("those", "others") and (told or low == "others")):
            return None
        start, _ = phrase(self.mentions.doc, token)
        end = told[0].right_edge.i + 1 if told and low == "those" and told[0].right_edge.i - token.i < LONGEST else token.i + 1
        return self.mentions.add(start, end, token.i, "nominal", "Group")

    def clause(self, clause: Token, without: tuple[int, int] | None = None, *, deed: bool = False) -> Ref | None:
        """What a clause says, as a matter, cut before or behind the tokens `without`; of what might be or isn't, the `deed` alone.

        None where its verb is something else's head.
        """
        known = self.mentions.over(clause)
        if known is not None:
            return known if known.type == "Topic" else None
        start, end = clause_range(clause)
        if deed and any(c.dep_ == "neg" or c.tag_ == "MD" for c in clause.lefts):  # `would never send troops, as this …`: the sending
            start = clause.i
        if without and without[0] > clause.i:
            end = min(end, without[0])
        elif without:
            start = next((i for i in range(without[1], clause.i + 1) if not clause.doc[i].is_punct), clause.i)
        return self.mentions.add(start, end, clause.i, "nominal", "Topic")

    def _country(self, token: Token, wanted: tuple[str, ...]) -> Ref | None:
        """For `Russian forces` where a country is wanted: Russia."""
        if "Country" not in wanted and "Agent" not in wanted:
            return None
        owners = [c for c in token.children if c.dep_ in ("amod", "compound", "poss", "nmod")]
        owners += [p for c in token.children if c.dep_ == "prep" and c.lower_ in ("of", "from") for p in c.children]
        for owner in owners:
            found = self.mentions.over(owner)
            if found and (type_ := self.type_of(found)) and self.schema.is_a(type_, "Country"):
                return found
        return None

    def _described(self, token: Token, ref: Ref | None, wanted: tuple[str, ...]) -> Ref | None:
        """A noun phrase or clause as an event, topic, work or position, where one of these is wanted."""
        if token.lower_ in ("this", "that", "it") and "Topic" in wanted:
            clause = antecedent(token)
            return None if clause is None else self.clause(clause, deed=True)
        if token.lower_ in EMPTY or token.pos_ in ("PRON", "DET", "NUM") or token.ent_type_ in ("DATE", "TIME"):
            return None
        if "Position" in wanted and token.pos_ in ("NOUN", "PROPN") and (ref is None or ref.kind == "nominal") and self._is_role(token):
            start, end = phrase(self.mentions.doc, token)
            return self.mentions.add_beside(start, end, token.i, "Position")
        type_ = next((t for t in wanted if t in ("Topic", "Event", "Entity")), None)
        if type_ == "Event" and "Topic" not in wanted and not token.lemma_.lower().endswith(DEVERBAL):
            return None
        if type_ is None or (ref is not None and not self._matter(ref)):
            return None
        if ref is None and token.tag_ == "NNS" and token.lower_.endswith(PEOPLE):
            return None
        type_ = "Topic" if "Topic" in wanted or type_ == "Entity" else type_
        if token.pos_ in ("NOUN", "PROPN"):
            start, end = matter_range(token)
        elif token.pos_ in ("VERB", "AUX") and type_ == "Topic":
            start, end = clause_range(token)
        else:
            return None
        if ref is not None:
            return self.mentions.add_beside(start, end, token.i, type_)
        return self.mentions.add(start, end, token.i, "nominal", type_)

    def _is_role(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        return ("role", lemma) in self.schema.frames_by_lemma or ("role", token.lower_) in self.schema.frames_by_lemma

    def _matter(self, ref: Ref) -> bool:
        """May a described thing be spoken of as a matter? Reports, weapons and buildings may; people and other places may not."""
        return ref.kind == "nominal" and (ref.type == "Facility" or not any(self.schema.is_a(ref.type, t) for t in ("Agent", "Place")))


LONGEST = 12  # tokens behind a noun that still say which matter it is


def matter_range(token: Token) -> tuple[int, int]:
    """A matter as a noun phrase with the phrases that say which: `deployment of troops to the border`."""
    start, end = phrase(token.doc, token)
    for child in token.rights:
        if child.dep_ not in ("prep", "agent") or child.i != end:
            break
        stops = [t.i for t in child.subtree if t.i > child.i and (t.dep_ in ("relcl", "acl", "advcl", "appos", "punct") or t.is_space)]
        last = min([t.left_edge.i if (t := token.doc[i]).dep_ != "punct" else i for i in stops], default=child.right_edge.i + 1)
        if last - token.i > LONGEST or last <= child.i + 1:
            break
        end = last
    return start, end


def antecedent(token: Token) -> Token | None:
    """The verb of the clause that `this` stands for: its own condition, the clause it gives the reason for, or the sentence before.

    For `it` only a condition (`it would be a step if …`): elsewhere it stands for things.
    """
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ not in ("VERB", "AUX"):
        return None
    for child in verb.children:
        if child.dep_ == "advcl" and any(g.lower_ == "if" and g.dep_ == "mark" for g in child.children):
            return child
    if token.lower_ == "it":
        return None
    if verb.dep_ in ("advcl", "conj", "parataxis") and verb.head.pos_ in ("VERB", "AUX"):
        return _content(verb.head)
    start = verb.sent.start
    if start == 0 or any("\n" in t.text for t in token.doc[max(0, start - 2) : start]):
        return None
    root = token.doc[start - 1].sent.root
    return _content(root) if root.pos_ in ("VERB", "AUX") else None


def _content(verb: Token) -> Token:
    """What is said where the verb is one of saying, else the verb."""
    for child in verb.children:
        if child.dep_ == "ccomp":
            return child
    return verb


def clause_range(verb: Token) -> tuple[int, int]:
    """A clause without its conjunction, marks at its ends and subordinate clauses behind it."""
    tokens = [t for t in verb.subtree if not t.is_space]
    start, end = tokens[0].i, tokens[-1].i + 1
    for child in verb.rights:
        loose = child.dep_ in ("advcl", "conj", "cc", "parataxis", "punct") or child.lower_ in ("due", "because", "owing", "thanks")
        if loose and child.left_edge.i > verb.i:
            end = min(end, child.left_edge.i)
    doc = verb.doc
    start = max([start, *(c.i + 1 for c in verb.lefts if c.dep_ == "mark")])
    while start < verb.i and (
        doc[start].is_punct or doc[start].is_space or doc[start].dep_ in ("mark", "cc", "aux") or doc[start].lower_ == "that"
    ):
        start += 1
    while end - 1 > verb.i and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return start, max(end, start + 1)
