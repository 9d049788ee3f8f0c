"""Ways out: a graph goes to files and databases. One module a kind of output; a format is a name in EXPORTS.

A package of another author adds one by the entry point group `kg.sinks` (name = "module:function").
"""

from __future__ import annotations

import importlib
import importlib.metadata
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ConfigError, SinkError, nearest

if TYPE_CHECKING:
    from kg.graph import Graph

EXPORTS: dict[str, str] = {
    "csv": "kg.sinks.tables:write",
    "ftm": "kg.sinks.followthemoney:write",
    "gexf": "kg.sinks.gexf:write",
    "graphml": "kg.sinks.graphml:write",
    "jsonl": "kg.sinks.jsonl:write",
    "jsonld": "kg.sinks.rdf:write_jsonld",
    "nq": "kg.sinks.rdf:write_nq",
    "nt": "kg.sinks.rdf:write_nt",
    "parquet": "kg.sinks.parquet:write",
    "shapes": "kg.sinks.shapes:write_shapes",
    "trig": "kg.sinks.rdf:write_trig",
    "ttl": "kg.sinks.rdf:write_ttl",
    "vocab": "kg.sinks.vocabulary:write_vocabulary",
}

EXTRAS = {"parquet": "parquet"}  # {format: the extra of kg that has what it needs}
FOLDERS = ("csv", "jsonl", "parquet")  # formats that write a folder


def formats() -> dict[str, str]:
    """{format: "module:function"}: ours, and those that installed packages add; ours win."""
    added = {point.name: point.value for point in importlib.metadata.entry_points(group="kg.sinks")}
    return dict(sorted((added | EXPORTS).items()))


def export(graph: Graph, format: str, out: Path, **options: Any) -> None:
    """Writes a graph in a format to a file (those of FOLDERS: to a folder); what was there is replaced.

    Options are those of the format's function, such as `base` of the RDF ones. Raises ConfigError for a format or an
    option that is unknown, SinkError where the output can't be written.
    """
    write = _function(format)
    known = list(inspect.signature(write).parameters)[2:]
    for option in options:
        if option not in known:
            raise ConfigError(f"format '{format}' has no option '{option}'.{nearest(option, known)}")
    write(graph, out, **options)


def _function(format: str) -> Callable[..., None]:
    """The function that writes a format; its module is imported now and not before, for some are slow to load."""
    known = formats()
    if format not in known:
        raise ConfigError(f"format '{format}' is unknown.{nearest(format, known)} There are: {', '.join(known)}")
    module, _, name = known[format].partition(":")
    try:
        function: Callable[..., None] = getattr(importlib.import_module(module), name)
    except ModuleNotFoundError as e:
        if format not in EXTRAS or (e.name or "").startswith("kg."):
            raise
        raise SinkError(f"format '{format}' needs {e.name}, which is not installed: pip install 'kg[{EXTRAS[format]}]'") from e
    return function
