"""What the tables hold: each column with its kind, its unit and what an empty cell means. The tables are written by this
list and described by it, for people (tables.md) and programs (datapackage.json, https://datapackage.org/standard/table-schema/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

KINDS = {"text": "string", "list": "list", "count": "integer", "number": "number", "flag": "boolean"}
DICTIONARY = ("tables.md", "datapackage.json")
FOREIGN = {"subject_id": "entity_id", "object_id": "entity_id", "source_id": "entity_id", "article_id": "article_id"}
KEYS = {"claims": "claim_id", "propositions": "proposition_id", "entities": "entity_id", "articles": "article_id"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its kind (one of KINDS), what it says, what no value means (empty: there always is one), its unit."""

    name: str
    kind: str
    about: str
    empty: str = ""
    unit: str = ""


TABLES: dict[str, tuple[Column, ...]] = {
    "claims": (
        Column("claim", "text", "subject, relation and object as a short sentence; `NOT:` before a denied one"),
        Column("subject", "text", "who or what it is about, by name"),
        Column("relation", "text", "a relation of the schema"),
        Column("object", "text", "who or what it relates to, by name", empty="the claim has a value instead"),
        Column("value", "text", "a date, a number or words in the place of an object", empty="the claim has an object instead"),
        Column("polarity", "text", "`positive` or `negative`"),
        Column("certainty", "text", "`asserted` (the article's own voice), `reported`, `denied`, `hypothetical` or `planned`"),
        Column(
            "status",
            "text",
            "how its proposition stands (see propositions)",
            empty="only superseded articles say so",
        ),
        Column("source", "text", "the innermost source: its name, or the words for one without a name", empty="the article's own voice"),
        Column("chain", "text", "all who pass it on, outermost first, with ` > ` between", empty="the article's own voice"),
        Column("cue", "text", "the words that attribute it", empty="own voice, or the cue is not written"),
        Column("role", "text", "what the subject or object is called there", empty="nothing is said"),
        Column("event_time", "text", "when it happened: EDTF, or the article's words", empty="not said"),
        Column("utterance_time", "text", "when it was said: EDTF, or the article's words", empty="not said"),
        Column("quantity", "text", "a number as the article has it", empty="no number"),
        Column("quantity_value", "number", "the number", empty="no single number", unit="of quantity_unit"),
        Column("quantity_min", "number", "at least", empty="no lower bound", unit="of quantity_unit"),
        Column("quantity_max", "number", "at most", empty="no upper bound", unit="of quantity_unit"),
        Column("quantity_unit", "text", "what is counted or measured", empty="not said"),
        Column("quote", "text", "the smallest span of the article that carries the claim"),
        Column("sentence", "text", "the whole sentence"),
        Column("title", "text", "title of the article", empty="unknown"),
        Column("publisher", "text", "who published the article", empty="unknown"),
        Column("published", "text", "ISO 8601 date or date-time of publication", empty="unknown"),
        Column("url", "text", "where the article is", empty="unknown"),
        Column("superseded", "flag", "a later version of the article replaces it, and the claim counts no longer"),
        Column("review", "text", "what people think: `accepted`, `rejected`, `contested` or `noted`", empty="nobody has looked"),
        Column("review_notes", "list", "who thinks what, and why", empty="nobody has looked"),
        Column("confidence", "number", "of the claims at 0.8, 80 % are right", unit="share, 0 to 1"),
        Column("rule", "text", "the rule or model that made it"),
        Column("start", "count", "where the quote begins in the article's text", unit="code points"),
        Column("end", "count", "where the quote ends, exclusive", unit="code points"),
        Column("subject_id", "text", "key of entities"),
        Column("object_id", "text", "key of entities", empty="the claim has a value instead"),
        Column("source_id", "text", "key of entities", empty="own voice, or a source without a name"),
        Column("claim_id", "text", "key of this table"),
        Column("proposition_id", "text", "key of propositions; it is not there where only superseded articles say so"),
        Column("sentence_id", "text", "id of the sentence in sentences.jsonl"),
        Column("article_id", "text", "key of articles"),
    ),
    "propositions": (
        Column("proposition", "text", "subject, relation and object as a short sentence"),
        Column("subject", "text", "who or what it is about, by name"),
        Column("relation", "text", "a relation of the schema"),
        Column("object", "text", "who or what it relates to, by name", empty="it has a value instead"),
        Column("value", "text", "a date, a number or words in the place of an object", empty="it has an object instead"),
        Column("status", "text", "`disputed`, `asserted`, `reported`, `planned`, `hypothetical` or `denied`"),
        Column("claims", "count", "how many claims, denials included", unit="claims"),
        Column("denials", "count", "how many of them are negative", unit="claims"),
        Column("support", "count", "independent voices that hold it: copies and outlets that quote one source count once", unit="voices"),
        Column("accepted", "count", "claims that somebody accepts", unit="claims"),
        Column("rejected", "count", "claims that somebody rejects", unit="claims"),
        Column("claimed_by", "list", "sources of positive claims", empty="the articles' own voice alone, or nobody"),
        Column("denied_by", "list", "sources of negative claims", empty="nobody, or the articles' own voice alone"),
        Column("publishers", "list", "whose articles say so", empty="unknown"),
        Column("origins", "count", "articles, copies of one text counted once", unit="articles"),
        Column("first_published", "text", "earliest ISO 8601 date of publication", empty="unknown"),
        Column("last_published", "text", "latest ISO 8601 date of publication", empty="unknown"),
        Column("subject_id", "text", "key of entities"),
        Column("object_id", "text", "key of entities", empty="it has a value instead"),
        Column("proposition_id", "text", "key of this table"),
    ),
    "entities": (
        Column("name", "text", "the best of its names"),
        Column("type", "text", "a type of the schema"),
        Column("types", "list", "the type and the schema's parents of it"),
        Column("aliases", "list", "every name mentioned or known"),
        Column("wikidata", "text", "a Wikidata id", empty="not linked"),
        Column("mentions", "count", "how often it is mentioned", unit="mentions"),
        Column("articles", "count", "in how many articles", unit="articles"),
        Column("entity_id", "text", "key of this table"),
    ),
    "articles": (
        Column("title", "text", "its title", empty="unknown"),
        Column("publisher", "text", "who published it", empty="unknown"),
        Column("author", "text", "who wrote it", empty="unknown"),
        Column("published", "text", "ISO 8601 date or date-time of publication", empty="unknown"),
        Column("language", "text", "code of its language", empty="unknown"),
        Column("url", "text", "where it is", empty="unknown"),
        Column("claims", "count", "claims read out of it", unit="claims"),
        Column("superseded", "flag", "a later version of the same URL replaces it"),
        Column("retrieved", "text", "ISO 8601 date-time of retrieval", empty="unknown"),
        Column("archived", "text", "URL of an archived copy", empty="there is none"),
        Column("reader", "text", "which reader made the text", empty="unknown"),
        Column("sha256", "text", "SHA-256 of the text, hexadecimal", empty="unknown"),
        Column("origin_id", "text", "key of the article that this one repeats; its own where it repeats none"),
        Column("replaces_id", "text", "key of the earlier version that it replaces", empty="there is none"),
        Column("article_id", "text", "key of this table"),
    ),
}


def write_dictionary(format: str, files: Mapping[str, BinaryIO]) -> None:
    """Writes DICTIONARY for tables of a format (`csv` or `parquet`), which is how their names end."""
    files["tables.md"].write("\n".join(_page(format)).encode())
    files["datapackage.json"].write((json.dumps(package(format), indent=2, ensure_ascii=False) + "\n").encode())


def _page(format: str) -> Iterator[str]:
    yield "# The tables\n"
    yield "An empty cell means what the last column says; where that says nothing, there always is a value."
    if format == "csv":
        yield "Items of a list have `; ` between them. An apostrophe before `= + - @` keeps a spreadsheet from running the cell."
    for noun, columns in TABLES.items():
        yield f"\n## {noun}.{format}\n"
        yield "| column | type | unit | what it says | empty means |\n|---|---|---|---|---|"
        yield from (f"| {c.name} | {KINDS[c.kind]} | {c.unit} | {c.about} | {c.empty} |" for c in columns)
    yield ""


def package(format: str) -> dict[str, Any]:
    """The Data Package that describes the tables of a format."""
    resources = [_resource(noun, columns, format) for noun, columns in TABLES.items()]
    return {"$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": "kg-tables", "resources": resources}


def _resource(noun: str, columns: tuple[Column, ...], format: str) -> dict[str, Any]:
    csv = {"encoding": "utf-8", "dialect": {"delimiter": ",", "lineTerminator": "\r\n"}} if format == "csv" else {}
    schema = {"fields": [_field(c, format) for c in columns], "missingValues": [""], "primaryKey": [KEYS[noun]]}
    foreign = [
        {"fields": [c.name], "reference": {"resource": other, "fields": [FOREIGN[c.name]]}}
        for c in columns
        for other, key in KEYS.items()
        if FOREIGN.get(c.name) == key and other != noun
    ]
    media = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}[format]
    about = {"name": noun, "path": f"{noun}.{format}", "format": format, "mediatype": media}
    return {**about, **csv, "schema": schema | ({"foreignKeys": foreign} if foreign else {})}


def _field(column: Column, format: str) -> dict[str, Any]:
    found: dict[str, Any] = {"name": column.name, "type": KINDS[column.kind], "description": column.about}
    if column.kind == "list" and format == "csv":
        found["delimiter"] = "; "
    if column.unit:
        found["unit"] = column.unit
    if column.empty:
        return {**found, "empty": column.empty}
    return found if column.kind == "list" else {**found, "constraints": {"required": True}}
