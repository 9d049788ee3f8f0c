"""The analysts' questions that come with kg: schema/queries/*.cypher, one a file, and the same in SPARQL, *.rq.

A file starts with a line `// what it answers`, then a line `// $name = default  what it is` for each parameter, the
default in JSON; null stands for "any". The rest is Cypher that Neo4j and the embedded engine both take. In SPARQL these
lines begin with `#`; a question of the same name has the same columns there, with lists joined by `; `.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import SchemaError, nearest
from kg.schema import default_folder

PARAMETER = re.compile(r"\$(\w+) = (.+?)(?:  (.+))?")
REMARKS = {"cypher": "// ", "rq": "# "}  # what a remark begins with, by the end of a file's name


@dataclass(frozen=True, slots=True)
class Query:
    """A stock query: `answers` in a sentence, `text` as it stands in the file, and {parameter: default}."""

    name: str
    answers: str
    text: str
    defaults: dict[str, Any]


def load_queries(folder: Path | None = None, language: str = "cypher") -> dict[str, Query]:
    """{name: query} of a schema folder, by name; `language` is a key of REMARKS. Raises SchemaError for a file that
    doesn't say what it answers."""
    folder = (folder or default_folder()) / "queries"
    return {path.stem: _read(path) for path in sorted(folder.glob(f"*.{language}"))}


def find_query(name: str, folder: Path | None = None, language: str = "cypher") -> Query:
    """The query of that name; SchemaError with the nearest name where there is none."""
    queries = load_queries(folder, language)
    if name not in queries:
        raise SchemaError(f"there is no query '{name}'.{nearest(name, queries)} There are: {', '.join(queries)}")
    return queries[name]


def _read(path: Path) -> Query:
    text, remark = path.read_text(encoding="utf-8"), REMARKS[path.suffix[1:]]
    first, *more = text.splitlines()
    if not first.startswith(remark):
        raise SchemaError(f"{path}: must start with a line '{remark}what it answers'")
    found = [PARAMETER.fullmatch(line.removeprefix(remark)) for line in more if line.startswith(f"{remark}$")]
    try:
        defaults = {match[1]: json.loads(match[2]) for match in found if match}
    except json.JSONDecodeError as e:
        raise SchemaError(f"{path}: a default must be JSON: {e}") from e
    if len(defaults) < len(found):
        raise SchemaError(f"{path}: a parameter must stand as '{remark}$name = default  what it is'")
    return Query(path.stem, first.removeprefix(remark), text, defaults)
