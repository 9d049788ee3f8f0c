"""Verbs that attribute, by the way their content follows (the frames of schema/cues.yaml)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Token

from kg.extract.attribution.lookup import Entry, entries
from kg.extract.attribution.model import Draft, Range
from kg.extract.attribution.page import Page
from kg.extract.attribution.sources import RELATIVE, beside, is_passive, source_of, subject
from kg.extract.attribution.spans import child, is_negated, noun_phrase, subtree, verb_group, without

Contents = list[Range]
FINITE = frozenset(["VBD", "VBZ", "VBP"])
MARKS = frozenset(['"', "''", "``", "'"])
NOMINAL = frozenset(["NOUN", "PROPN", "PRON"])
PREDICATES = frozenset(["advmod", "prep", "oprd", "acomp", "npadvmod", "acl", "attr", "xcomp", "dobj", "prt"])
PIECES = frozenset(["of", "for", "as", "over", "to", "with"])


def verb_drafts(page: Page, taken: frozenset[int]) -> Iterator[Draft]:
    """An attribution for each cue verb whose content stands in its sentence. `taken`: verbs that have theirs already."""
    for token in page.doc:
        if token.pos_ in ("VERB", "AUX") and page.paragraph_at[token.i] >= 0 and token.i not in taken:
            draft = _verb_draft(page, token)
            if draft is not None:
                yield draft


def _verb_draft(page: Page, verb: Token) -> Draft | None:
    for entry in entries(page, verb, "verb"):
        for frame, content_of in FRAMES:
            if frame in entry.cue.frames and (content := content_of(entry)):
                return None if _of_nobody(verb) else draft_of(page, entry, frame, content)
    return None


def _of_nobody(verb: Token) -> bool:
    """"It is fair to say that ..." says what could be said, by nobody; "See the results here" asks the reader to."""
    if verb.dep_ == "ROOT" and verb.tag_ in ("VB", "VBP") and subject(verb) is None and child(verb, "aux") is None:
        return True
    governor = verb.head
    if verb.tag_ != "VB" or governor.lemma_ != "be" or verb.dep_ not in ("xcomp", "advcl", "ccomp"):
        return False
    return any(c.dep_ == "nsubj" and c.lower_ == "it" for c in governor.children)


def draft_of(page: Page, entry: Entry, frame: str, content: Contents, rule: str | None = None) -> Draft:
    """The draft of a cue verb."""
    verb = entry.head
    source, head = (None, None) if frame == "raising" else source_of(verb)
    if source is None and frame != "raising" and verb.tag_ in FINITE and not is_passive(verb):
        source, head = beside(page, verb)
    if head is not None and "raising" in entry.cue.frames and verb.doc[head].lower_ == "it":
        source, head = None, None
    return Draft(
        cue=verb_group(verb, entry.last),
        cue_head=verb.i,
        lemma=entry.cue.lemma,
        cue_class=entry.cue.frames[frame],
        rule=rule or f"verb:{frame}",
        source=source,
        source_head=head,
        content=content,
        negated=is_negated(verb),
    )


def _clause(entry: Entry) -> Contents:
    """"said that it rained"; "It rained, he said"; "The plan, he said, failed"."""
    verb = entry.head
    for c in verb.children:
        if c.i > verb.i and c.dep_ == "ccomp" and _finite(c) and not _reflexive(c):
            return _relative(c, verb) + [(max(c.left_edge.i, entry.last + 1), _clause_end(verb, c))]
    for c in verb.children:
        if c.i < verb.i and c.dep_ == "ccomp":
            return [subtree(c)]
    return _inserted(entry) or _strayed(entry)


def _strayed(entry: Entry) -> Contents:
    """"testified in a court in York that ...": a clause the parser hung on a noun between that takes none."""
    verb = entry.head
    if child(verb, "dobj", "xcomp") is not None:
        return []
    for t in verb.doc[verb.i + 1 : verb.right_edge.i + 1]:
        if t.lower_ == "that" and t.dep_ == "mark" and t.head.dep_ in ("acl", "relcl", "ccomp", "appos"):
            noun = t.head.head
            return [subtree(t.head)] if noun.pos_ in NOMINAL and noun.i < t.i and child(noun, "det", "poss") is None else []
    return []


def _clause_end(verb: Token, clause: Token) -> int:
    """The end of the clause; "Asked if it rained, he said no" is parsed as one clause, and ends at the comma."""
    own = child(clause, "nsubj")
    opens = verb.tag_ == "VBN" and verb.i == verb.sent.start and own is not None
    if opens and own is not None and own.left_edge.i > verb.i + 2 and verb.doc[own.left_edge.i - 1].text == ",":
        return own.left_edge.i - 1
    return _over_colon(clause.right_edge.i + 1, verb)


def _over_colon(end: int, verb: Token) -> int:
    """A content that stops at a colon goes on behind it to the end of that sentence ("one problem: it is old")."""
    doc = verb.doc
    if end + 1 >= len(doc) or doc[end].text != ":" or doc[end + 1].is_space or doc[end + 1].text in MARKS:
        return end
    return doc[end + 1].sent.end


def _relative(clause: Token, verb: Token) -> Contents:
    """The "which" of "rules which he said had failed"."""
    return [(c.i, c.i + 1) for c in clause.children if c.i < verb.i and c.lower_ in RELATIVE]


def _finite(verb: Token) -> bool:
    """A clause of its own, not "call it a lie" or "urge him to go"."""
    return not _has_to(verb)


def _reflexive(clause: Token) -> bool:
    """"found himself playing host" is nobody's finding."""
    own = child(clause, "nsubj")
    return own is not None and own.lower_.endswith(("self", "selves"))


def _has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def _inserted(entry: Entry) -> Contents:
    """The cue stands inside its content, or behind "as": the governing clause without the cue's."""
    verb = entry.head
    as_clause = verb.dep_ == "advcl" and any(c.lower_ == "as" and _opens(c) for c in verb.children)
    if not (verb.dep_ == "parataxis" or as_clause) or child(verb, "dobj", "xcomp") is not None:
        return []
    if child(verb, "nsubj", "agent") is None:
        return []
    return without(subtree(verb.head), subtree(verb))


def _opens(word: Token) -> bool:
    """Does "as" open a clause set off by a comma ("As he noted, ..."), and not mean "while"?"""
    return word.dep_ in ("mark", "advmod", "prep") and (word.i == word.sent.start or word.doc[word.i - 1].text in (",", "-", "--", "("))


def _infinitive(entry: Entry) -> Contents:
    """"vowed to resign"."""
    verb = entry.head
    if is_passive(verb) or child(verb, "dobj") is not None:
        return []
    c = _to_infinitive(entry)
    return [(c.left_edge.i, infinitive_end(c))] if c is not None else []


def infinitive_end(verb: Token) -> int:
    """Where an infinitive ends: a participle behind a comma belongs to the main clause ("vowed to go on, calling it a lie")."""
    for c in verb.children:
        if c.i > verb.i and c.dep_ == "advcl" and c.tag_ == "VBG" and verb.doc[c.left_edge.i - 1].text in (",", "-", "--"):
            return c.left_edge.i - 1
    return verb.right_edge.i + 1


def _to_infinitive(entry: Entry) -> Token | None:
    verb = entry.head
    return next(
        (c for c in verb.children if c.i > verb.i and c.dep_ in ("xcomp", "ccomp", "advcl") and _has_to(c)),
        None,
    )


def _object_infinitive(entry: Entry) -> Contents:
    """"urged the mayor to resign": the content has the one who is to act; in the passive he stands before the cue."""
    c = _to_infinitive(entry)
    if c is None:
        return []
    if is_passive(entry.head):
        return _passive_infinitive(entry, c)
    target = child(c, "nsubj") or child(entry.governor, "pobj", "dobj")
    if target is None:
        return []
    return [(max(min(target.left_edge.i, c.left_edge.i), entry.last + 1), infinitive_end(c))]


def _passive_infinitive(entry: Entry, infinitive: Token) -> Contents:
    patient = subject(entry.head)
    if patient is None:
        return [subtree(infinitive)]
    return [noun_phrase(patient), subtree(infinitive)]


def _raising(entry: Entry) -> Contents:
    """"seems to work"; "is expected to work"."""
    c = _to_infinitive(entry) or child(entry.head, "acomp", "oprd")
    if c is None or c.i < entry.head.i:
        return []
    return _passive_infinitive(entry, c)


def _reporting_passive(entry: Entry) -> Contents:
    """"is said to have fled", of verbs that take a clause."""
    if not is_passive(entry.head):
        return []
    c = _to_infinitive(entry)
    return _passive_infinitive(entry, c) if c is not None else []


def _as(entry: Entry) -> Contents:
    """"described the reports as rubbish"; "was described as a liar"."""
    verb = entry.head
    target = child(verb, "dobj") or verb
    role = next((c for c in (*verb.children, *target.children) if c.dep_ == "prep" and c.lower_ == "as" and c.i > verb.i), None)
    if role is None:
        return []
    return _about(entry, role)


def _about(entry: Entry, role: Token) -> Contents:
    """Whom the content is about, and what it says of him."""
    verb = entry.head
    target = child(entry.governor, "pobj") if entry.governor != verb else child(verb, "dobj")
    if is_passive(verb):
        patient = subject(verb)
        return ([noun_phrase(patient)] if patient is not None else []) + [subtree(role)]
    if target is None:
        return [subtree(role)] if verb.dep_ in ("relcl", "acl") else []
    if target.i > verb.i:
        return [(target.left_edge.i, max(role.right_edge.i, target.right_edge.i) + 1)]
    return [subtree(target), subtree(role)]


def _small(entry: Entry) -> Contents:
    """"called him a liar"; "was called a liar"."""
    verb = entry.head
    role = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("oprd", "acomp", "attr")), None)
    if role is not None:
        return _about(entry, role)
    return [] if is_passive(verb) else _two_parts(verb)


def _two_parts(verb: Token) -> Contents:
    """What follows a verb up to a comma, where it is a noun and something said of it ("show him ahead in the north")."""
    parts = [c for c in verb.children if c.i > verb.i and c.dep_ not in ("punct", "prt")]
    if len(parts) < 2 or parts[0].dep_ not in ("dobj", "ccomp", "nsubj") or parts[0].pos_ not in NOMINAL or parts[1].dep_ not in PREDICATES:
        return []
    end = parts[0].right_edge.i + 1
    for part in parts[1:]:
        if part.left_edge.i != end or part.dep_ == "advcl":
            break
        end = part.right_edge.i + 1
    return [(parts[0].left_edge.i, end)] if end > parts[0].right_edge.i + 1 else []


def _gerund(entry: Entry) -> Contents:
    """"denied sending troops"; "warned against sending troops"."""
    c = next((c for c in entry.governor.children if c.i > entry.head.i and c.tag_ == "VBG" and c.dep_ in ("xcomp", "ccomp", "pcomp", "dobj")), None)
    return [subtree(c)] if c is not None else []


def _object(entry: Entry) -> Contents:
    """"rejected the plan", with "of", "for", "as" phrases behind ("accused him of lying"); the passive too."""
    verb = entry.head
    if is_passive(verb) and entry.governor == verb:
        return _passive_object(verb)
    target = child(entry.governor, "pobj" if entry.governor != verb else "dobj", "pcomp")
    if target is None:
        return []
    end = target.right_edge.i + 1
    for c in verb.children:
        if c.dep_ == "prep" and c.i == end and c.lower_ in PIECES:
            end = c.right_edge.i + 1
    return [(target.left_edge.i, end)]


def _passive_object(verb: Token) -> Contents:
    if verb.dep_ == "acl":
        return [(verb.head.left_edge.i, verb.left_edge.i)] if agent_written(verb) else []
    patient = subject(verb)
    return [noun_phrase(patient)] if patient is not None and agent_written(verb) else []


def agent_written(verb: Token) -> bool:
    """Does a passive say who acts?"""
    return source_of(verb)[0] is not None


FRAMES: tuple[tuple[str, Callable[[Entry], Contents]], ...] = (
    ("clause", _clause),
    ("infinitive", _infinitive),
    ("object_infinitive", _object_infinitive),
    ("clause", _reporting_passive),
    ("infinitive", _reporting_passive),
    ("raising", _raising),
    ("as", _as),
    ("small", _small),
    ("gerund", _gerund),
    ("object", _object),
)
