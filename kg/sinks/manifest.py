"""What an export was made of and by, beside it: so that whoever gets the files can check them and say where they are from.

No time of day, no place on disk and no id of a store stands in it: the same articles are the same bytes, whoever reads them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg import __version__
from kg.graph import Graph
from kg.sinks.files import without_surrogates, writing

NAME = "manifest.json"


def manifest_path(out: Path) -> Path:
    """Where the manifest of an export stands: in its folder, or beside its file as `OUT.manifest.json`."""
    return out / NAME if out.is_dir() else out.with_name(f"{out.name}.{NAME}")


def write_manifest(graph: Graph, format: str, out: Path, options: Mapping[str, Any]) -> Path:
    """Writes the manifest of an export that stands at `out`, and tells where. `options` are those that decided what is in
    it: settings, options of the format. Raises SinkError."""
    files = sorted(p for p in out.iterdir() if p.is_file() and p.name != NAME and not p.name.startswith(".")) if out.is_dir() else [out]
    about = {
        "format": format,
        "kg": __version__,
        "options": dict(sorted(options.items())),
        "schema": graph.schema.digest,
        "runs": [{"id": r.id, "version": r.version, "model": r.model, "configuration": r.configuration} for r in graph.runs.values()],
        "counts": _counts(graph),
        "inputs": [{"id": without_surrogates(a.id), "sha256": a.sha256} for a in graph.articles.values()],
        "files": [{"name": p.name, "bytes": p.stat().st_size, "sha256": _digest(p)} for p in files],
    }
    path = manifest_path(out)
    with writing(path) as file:
        file.write(f"{json.dumps(about, indent=1, ensure_ascii=False)}\n".encode())
    return path


def _counts(graph: Graph) -> dict[str, int]:
    nouns = ("articles", "sentences", "mentions", "entities", "attributions", "propositions", "judgements", "reviews")
    return {"claims": len(graph.statements), **{noun: len(getattr(graph, noun)) for noun in nouns}}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
