"""The store of a command line and its graph. Apart from common.py, for this is slow to load and not all need it."""

from __future__ import annotations

import contextlib
from argparse import Namespace
from collections.abc import Iterator

from kg.cli.common import read_config
from kg.graph import Graph
from kg.loading import load_graph
from kg.people.reviewing import accepted_only
from kg.store import Store, open_store


@contextlib.contextmanager
def opened(args: Namespace) -> Iterator[tuple[Store, Graph]]:
    """The store of a command line and its graph; with --accepted-only, of the accepted claims."""
    config = read_config(args)
    with open_store(args.store) as store:
        graph = load_graph(store, config)
        yield store, accepted_only(graph) if getattr(args, "accepted_only", False) else graph
