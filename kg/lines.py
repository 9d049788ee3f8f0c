"""What the lines of a text are: body, heading, caption, byline or boilerplate; labels and turns at their start."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace

from kg.names import letters

# Invitations and furniture of news pages, in any outlet's words.
FURNITURE = re.compile(
    r"""\b(newsletters?|sign\ up|log\ ?in\b|sign\ in\b|
    become\ a\ (paid\ )?(member|subscriber|supporter|friend)|gift\ (a\ )?(membership|subscription)|
    our\ (readers|newsroom|journalism|community)|readers\ like\ you|
    support\ (our|independent)|advertise\ with|skip\ to\ (main\ )?content|edit\ post|
    read\ (more|also|next|full)|click\ here|tap\ here|follow\ us|share\ (this|your|on|via)|copy\ link|print\ this|all\ rights\ reserved|
    privacy\ policy|terms\ of\ (use|service)|indicates\ required|enter\ your\ (e-?mail|name)|confirmation\ e-?mail|
    news\ feed|most\ (read|popular)|editors?'\ picks?|more\ (news|stories|from|on\ this)|related\ (articles|stories|topics|content)|
    recommended\ for\ you|latest\ (news|stories)|trending|comments?\ \(?\d*\)?$|leave\ a\ (reply|comment)|download\ (our|the)\ app|
    audio\ is\ (created|generated)|listen\ to\ this|watch\ (now|live|the\ video)|turn\ on\ notifications|unsubscribe|back\ to\ top|
    help\ us\ (get|keep|reach|prepare)|share\ your\ thoughts|what\ do\ you\ think|photo\ gallery|view\ all|
    (our|your|paid|premium)\ members?hips?|members?hip\ (benefits|levels?|options|plans?|tiers?)|monthly\ (gift|contribution)|
    keep\ (our|us)\ (reporting|independent)|(millions|thousands)\ of\ readers|financial\ contribution|fund\ our)|
    (?-i:\bsupport\ us\b|^Support\ Us\b|^SUPPORT\ US\b)""",
    re.I | re.X,
)
# Words that furniture shares with the news: "fined over cookies", "stolen donations", "EU membership".
AMBIGUOUS = re.compile(
    r"\b(subscri(be|ption|bing)|cookies?\b|donat(e|ions?|ing)\b|patrons?\b|advertisement|sponsored|copyright|"
    r"e-?mail address|members?hips?\b)",
    re.I,
)
ORDER = re.compile(
    r"\W*(please )?(subscribe|unsubscribe|donate|sign up|sign in|log ?in|register|join (us|our)|follow us|share (this|your)|click|tap|"
    r"support (us|our)|accept (all )?cookies|manage (your )?cookies|become a|read (more|also|next|full)|leave a (reply|comment))\b",
    re.I,
)
ADDRESSED = re.compile(r"\b(you|your|(?-i:us|Us)|our|we|please|this (web)?(site|page))\b", re.I)
URGED = re.compile(r"\b(now|today|here|help|support|join|accept|click|tap|enter)\b", re.I)
ALONE = frozenset(["advertisement", "ad", "share", "tags", "topics", "menu", "search", "home", "close"])
LABEL = re.compile(r"(?P<label>[A-Z][\w.'’-]*(?: [\w.'’-]+){0,3}|Q|A)\s?:\s+(?=\S)")
ROLE_LABELS = frozenset(
    "source quote details background context interviewer interviewee question answer q a host moderator reporter "
    """
    journalist presenter anchor update statement quote: reply reminder literally verbatim caption photo
    """.split()
)
BYLINE = re.compile(
    r"(?i:by|reported by|written by|story by|text by)\s+(?P<author>[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|der|al|bin|da|la)){1,4}"
    r"(?:(?:,| and| &)\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3})*)"
)
CAPTION = re.compile(
    r"(?i:\bphoto(graph)?s?\s?(by|:|credit)|\bimage\s?(:|credit|copyright)|\bpicture\s?:|\bcredits?\s?:|\bvideo\s?:|©)|"
    r"\([^()]{0,60}(?:/[A-Z][\w ]+|Getty|Reuters|AFP|AP Photo|EPA|Images)[^()]{0,40}\)"
)
DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: \([A-Za-z .]{2,20}\))?\s+[-–—]+\s+(?=\S)"
)
BULLET = re.compile(r"(?:[-–—•*·▪●‣]|\d{1,2}[.)])\s+")
END_MARK = re.compile(r"""[.!?…:;]["'”’»)\]]*$""")
HASHTAGS = re.compile(r"(#\w+[\s,]*)+$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line: [start, end) without its line end; `body` is where its words begin, behind a bullet.

    `label` is the text before a colon at its start (`Quote`, a speaker), else None; `words` begin behind it.
    `starts_paragraph` is False for the continuation of a hard-wrapped paragraph.
    """

    start: int
    end: int
    body: int
    kind: str
    starts_paragraph: bool = True
    label: str | None = None
    label_end: int | None = None
    turn: bool = False
    author: tuple[int, int] | None = None


def read_lines(text: str, title: str | None = None) -> tuple[Line, ...]:
    """The lines of a text that have any words, in order, with their kinds."""
    spans = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\u2028\u2029]+", text) if m.group().strip()]
    labels = Counter(m["label"] for s, e in spans if (m := LABEL.match(text, _body(text, s, e), e)))
    lines: list[Line] = []
    for number, (start, end) in enumerate(spans):
        previous = lines[-1] if lines else None
        line = _line(text, start, end, labels)
        first = number == 0 or (title is not None and letters(text[start:end]) == letters(title))
        lines.append(replace(line, kind=_kind(text, line, first), starts_paragraph=_starts(text, line, previous)))
    return tuple(_spread_boilerplate(text, lines))


def _body(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    opening = BULLET.match(text, start, end) or DATELINE.match(text, start, end)
    return opening.end() if opening else start


def _line(text: str, start: int, end: int, labels: Counter[str]) -> Line:
    body = _body(text, start, end)
    line = Line(start, end, body, "body")
    found = LABEL.match(text, body, end)
    if found and (found["label"].casefold() in ROLE_LABELS or labels[found["label"]] > 1):
        label = found["label"]
        turn = labels[label] > 1 and label.casefold() not in (
            "source",
            "quote",
            "details",
            "background",
            "photo",
            "caption",
        )
        return replace(line, label=label, label_end=found.end(), turn=turn)
    return line


def _starts(text: str, line: Line, previous: Line | None) -> bool:
    """A line continues a hard-wrapped paragraph where the one before is long, has no end mark and no blank line follows."""
    if previous is None or line.body != line.start or line.label:
        return True
    gap = re.findall(r"\r\n|[\r\n\u2028\u2029]", text[previous.end : line.start])
    before = text[previous.start : previous.end].rstrip()
    wrapped = len(gap) <= 1 and 50 <= len(before) <= 100 and not END_MARK.search(before)
    return not (wrapped and text[line.body].islower())


def _kind(text: str, line: Line, first: bool) -> str:
    words = text[line.body : line.end].strip()
    count = len(words.split())
    if HASHTAGS.fullmatch(words) or not any(c.isalpha() for c in words):
        return "boilerplate"
    if _is_furniture(words, count):
        return "boilerplate"
    if count <= 20 and (found := BYLINE.match(words)) and len(words) - found.end() < 80:
        return "byline"
    if CAPTION.search(words) and count <= 80 and (count <= 15 or END_MARK.search(words) or words.endswith(")")):
        return "caption"
    short = count <= (30 if first else 20)
    listed = BULLET.match(text, line.start, line.end) is not None
    return "heading" if short and not END_MARK.search(words) and not line.label and not listed else "body"


def _is_furniture(words: str, count: int) -> bool:
    """Furniture is short, gives the reader an order or speaks to him; a news sentence on subscriptions does not."""
    plain = words.replace("’", "'")
    if words.rstrip(":").casefold() in ALONE:
        return True
    sure, unsure = len(FURNITURE.findall(plain)), len(AMBIGUOUS.findall(plain))
    if not sure + unsure:
        return False
    if '"' in words or "“" in words or count > 90:
        return False
    if ADDRESSED.search(plain) or ORDER.match(plain):
        return count <= 30 or sure + unsure > 1
    if sure:
        return count <= 8 or bool(URGED.search(plain)) and (sure + unsure > 1 or count <= 30)
    return count <= 3 and not END_MARK.search(words)


def _spread_boilerplate(text: str, lines: list[Line]) -> list[Line]:
    """Short lines without an end mark between furniture, or one or two words long, are furniture too."""
    kinds = [line.kind for line in lines]
    for i, line in enumerate(lines):
        words = text[line.body : line.end].strip()
        count, sides = len(words.split()), _neighbours(kinds, i)
        if (
            i
            and not line.label
            and (
                (line.kind == "heading" and (count <= 2 or sides == 2 or (sides and count <= 4)))
                or (line.kind == "body" and sides == 2 and count <= 12)
            )
        ):
            kinds[i] = "boilerplate"
    return [replace(line, kind=kind) for line, kind in zip(lines, kinds, strict=True)]


def _neighbours(kinds: list[str], i: int) -> int:
    """How many sides of a line (edges of the text count) are boilerplate."""
    before = i == 0 or kinds[i - 1] == "boilerplate"
    after = i + 1 == len(kinds) or kinds[i + 1] == "boilerplate"
    return before + after
