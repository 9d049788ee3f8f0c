"""kg schema check, unmatched: is the schema sound, and what does it not know yet?"""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from kg.cli.common import STORE, format_option
from kg.cli.parser import count
from kg.cli.terminal import clean, labelled, paint, plural, print_json
from kg.gazetteer import load_gazetteer
from kg.knowledge.wikidata import load_classes
from kg.schema import default_folder, load_schema
from kg.sinks.layout import edge_types, type_labels
from kg.sinks.queries import load_queries
from kg.store import open_store


def schema_options(parser: ArgumentParser) -> None:
    parser.add_argument("action", choices=("check",), metavar="check", help="read all of it; the first error is told")
    parser.add_argument("folder", metavar="DIR", nargs="?", type=Path, help="a schema folder (default: the one of kg)")


def schema(args: Namespace) -> int:
    folder = args.folder or default_folder()
    found = load_schema(folder)
    type_labels(found)
    edge_types(found)
    counts = {
        "type": len(found.types),
        "relation": len(found.relations),
        "frame": sum(len(relation.frames) for relation in found.relations.values()),
        "cue": len(found.cues),
        "stock query": len(load_queries(folder)),
        "Wikidata type": len(load_classes(found, folder)),
        "gazetteer entry": len(load_gazetteer(folder).entries),
    }
    print(f"{folder} is sound: {', '.join(plural(count, noun) for noun, count in counts.items())}")
    return 0


def unmatched_options(parser: ArgumentParser) -> None:
    parser.add_argument("store", metavar="STORE", type=Path, help=STORE)
    parser.add_argument("--limit", metavar="N", type=count, default=20, help="how many (default: 20)")
    format_option(parser)


def unmatched(args: Namespace) -> int:
    with open_store(args.store) as store:
        found = store.unmatched(args.limit)
    if args.format == "json":
        print_json({"pattern": pattern, "count": n, "examples": examples} for pattern, n, examples in found)
        return 0
    for pattern, n, examples in found:
        print(f"{n:>5,}  {paint(clean(pattern), 'bold')}")
        for example in examples[:2]:
            print(labelled("", clean(example)))
    print("Add one to the schema: CONTRIBUTING.md tells how." if found else "Every verb between two names made a claim.")
    return 0
