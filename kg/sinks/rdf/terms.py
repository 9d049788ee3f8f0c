"""Names and values of RDF: the namespaces, IRIs that no id or URL can break, literals that no text can break.

The vocabulary (`kg:`, `rel:`, `type:`) has one fixed namespace, so that graphs of different people say the same with
it; records get IRIs under a base that its user sets.
"""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import ConfigError
from kg.sinks.files import without_surrogates

Term = NamedNode | Literal

DEFAULT_BASE = "https://kg.example/"  # .example is reserved (RFC 2606): never anybody else's
VOCABULARY = "https://kg.example/ns/"
NAMESPACES = {
    "kg": VOCABULARY,
    "rel": f"{VOCABULARY}relation/",
    "type": f"{VOCABULARY}type/",
    "shape": f"{VOCABULARY}shape/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "prov": "http://www.w3.org/ns/prov#",
    "sh": "http://www.w3.org/ns/shacl#",
    "grasp": "http://groundedannotationframework.org/grasp#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "https://schema.org/",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}
# prefix of the records of a kind, and the folder of their IRIs under the base
RECORDS = {
    "ent": "entity",
    "art": "article",
    "clm": "claim",
    "prop": "proposition",
    "att": "attribution",
    "run": "run",
    "sent": "sentence",
    "ment": "mention",
    "judg": "judgement",
    "known": "known",
    "rev": "review",
    "person": "reviewer",
    "graph": "graph",
}
# RFC 5646 (BCP 47), section 2.1, without the grandfathered tags
LANGUAGE = re.compile(
    r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(-[a-wyz0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?"
)
QID = re.compile(r"Q[1-9][0-9]*")
WEB = re.compile(r"https?://[^\s/?#@]", re.IGNORECASE)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DATE_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?")


@functools.lru_cache(maxsize=4096)
def term(name: str) -> NamedNode:
    """The IRI of a prefixed name of NAMESPACES: `term("prov:Entity")`."""
    prefix, _, local = name.partition(":")
    return NamedNode(NAMESPACES[prefix] + quote(local, safe="", errors="surrogatepass"))


@dataclass(frozen=True, slots=True)
class Names:
    """IRIs of records under a base."""

    base: str

    def __call__(self, kind: str, id_: str, *parts: str) -> NamedNode:
        """The IRI of a record (`kind` is a value of RECORDS) or of a part of it. Different ids give different IRIs."""
        return NamedNode(f"{self.base}{kind}/{'.'.join((_segment(id_), *parts))}")

    def prefixes(self) -> dict[str, str]:
        """{prefix: namespace} of all that an export uses."""
        known = {prefix: NAMESPACES[prefix] for prefix in NAMESPACES if prefix not in ("shape", "sh", "skos", "wdt", "grasp")}
        return {prefix: f"{self.base}{folder}/" for prefix, folder in RECORDS.items()} | known


def names_under(base: str) -> Names:
    """Names under a base IRI; ConfigError where it is no absolute IRI that ends in `/`, `#` or `:`."""
    try:
        NamedNode(base)
    except ValueError as e:
        raise ConfigError(f"base '{base}': not an absolute IRI ({e}). An example: {DEFAULT_BASE}") from e
    if base.partition(":")[0].lower() in (*NAMESPACES, *RECORDS):
        raise ConfigError(f"base '{base}': a prefix, not an IRI. An example: {DEFAULT_BASE}")
    if not base.endswith(("/", "#", ":")):
        raise ConfigError(f"base '{base}': must end in '/', '#' or ':'. Did you mean '{base}/'?")
    return Names(base)


def _segment(id_: str) -> str:
    """An id as one segment of a path: of ASCII, RFC 3986 lets letters, digits and `-_~` stand. Its fourth, the dot, is
    encoded, for it parts an id from what follows, and `..` would climb out of the folder."""
    return quote(id_, safe="", errors="surrogatepass").replace(".", "%2E")


def describe(subject: NamedNode, *pairs: tuple[str, Term | None]) -> Iterator[Triple]:
    """A triple for each (prefixed name, value); those without a value are left out."""
    for predicate, value in pairs:
        if value is not None:
            yield Triple(subject, term(predicate), value)


def sequence(here: NamedNode, members: Iterable[Term | None]) -> Iterator[Triple]:
    """An rdf:Seq, for what has an order; without members it is empty."""
    yield from describe(here, ("rdf:type", term("rdf:Seq")), *((f"rdf:_{n}", member) for n, member in enumerate(members, 1)))


def text(value: str | None, language: str | None = None) -> Literal | None:
    """A text, with a language tag where `language` (from `language_tag`) is one; None for None."""
    if value is None:
        return None
    clean = without_surrogates(value)
    return Literal(clean, language=language) if language else Literal(clean)


@functools.lru_cache(maxsize=256)
def language_tag(language: str | None) -> str | None:
    """A language as a BCP 47 tag in lower case, or None where it is no such thing."""
    lower = (language or "").lower().replace("_", "-")
    return lower if LANGUAGE.fullmatch(lower) else None


def number(value: float | int | None) -> Literal | None:
    """xsd:integer or xsd:decimal; what decimals can't say (infinite, not a number) as xsd:double."""
    if value is None:
        return None
    if isinstance(value, int):
        return Literal(str(int(value)), datatype=term("xsd:integer"))
    if not math.isfinite(value):
        return Literal(str(value).upper().replace("NAN", "NaN"), datatype=term("xsd:double"))
    return Literal(format(Decimal(repr(value)), "f"), datatype=term("xsd:decimal"))


def truth(value: bool) -> Literal:
    """xsd:boolean."""
    return Literal(value)


def moment(value: str | None) -> Literal | None:
    """A date or date-time with its datatype where it is one that XML Schema knows, else as a text."""
    kind = _datatype(value or "")
    return Literal(value or "", datatype=term(kind)) if kind else text(value)


def _datatype(value: str) -> str | None:
    try:
        if DATE.fullmatch(value) and date.fromisoformat(value):
            return "xsd:date"
        if DATE_TIME.fullmatch(value) and datetime.fromisoformat(value):
            return "xsd:dateTime"
    except ValueError:
        return None
    return None


def edtf(value: str | None) -> Literal | None:
    """An Extended Date/Time Format string with the datatype of the Library of Congress."""
    return Literal(without_surrogates(value), datatype=term("edtf:EDTF")) if value is not None else None


def web_address(url: str | None) -> Term | None:
    """A URL as an IRI where it is a legal web address as it stands, else as a text; never changed, None for None."""
    if url is not None and WEB.match(url):
        try:
            return NamedNode(url)
        except ValueError:
            return text(url)
    return text(url)


def wikidata(id_: str | None) -> NamedNode | None:
    """The IRI of a Wikidata item; None where it is no item's id."""
    return term(f"wd:{id_}") if id_ and QID.fullmatch(id_) else None
