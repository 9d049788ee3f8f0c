"""kg kb import, show, stats: what the world knows, in a file of the user's, by which names are linked."""

from __future__ import annotations

import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from kg.cli.common import config_option, format_option, kb_option, read_config
from kg.cli.parser import Usage, count
from kg.cli.terminal import Progress, clean, labelled, listed, paint, plural, print_json, safe_json, text_width
from kg.config import Config
from kg.errors import ConfigError
from kg.knowledge import Item, Knowledge, Options, Report, find_knowledge, import_file, open_knowledge
from kg.knowledge.file import OFF, default_path

ACTIONS = ("import", "show", "stats")
EPILOG = """actions:
  kg kb import FILE     a Wikidata dump (.json, an entity a line) or a table (.csv, .jsonl with name
                        and type, and if you like id, aliases, description, popularity, country,
                        related, began, ended); each may be packed as .gz or .bz2
  kg kb show NAME       what is known by that name
  kg kb stats           how much is known
"""
INTERRUPTED = 130


def kb_options(parser: ArgumentParser) -> None:
    parser.epilog = EPILOG
    parser.add_argument("action", choices=ACTIONS, metavar="|".join(ACTIONS), help="what to do; see below")
    parser.add_argument("what", metavar="FILE or NAME", nargs="*", default=[], help="what to import, or to look up")
    parser.add_argument("--types", metavar="T,…", type=_words, default=(), help="import: only these, and what is of them")
    parser.add_argument("--languages", metavar="L,…", type=_words, default=("en",), help="import: names in these (default: en)")
    parser.add_argument("--replace", action="store_true", help="import: forget what was there")
    parser.add_argument("--quiet", action="store_true", help="import: no progress and no report; bad lines are still told")
    parser.add_argument("--limit", metavar="N", type=count, default=10, help="show: how many (default: 10)")
    kb_option(parser, "the knowledge file")
    config_option(parser)
    format_option(parser)


def kb(args: Namespace) -> int:
    if args.action != "stats" and not args.what:
        raise Usage(f"kg kb {args.action}: {'FILE' if args.action == 'import' else 'NAME'} is missing. Usage: kg kb {args.action} …")
    config = read_config(args)
    if args.action == "import":
        return _import(args, Path(config.knowledge).expanduser() if config.knowledge else default_path())
    with open_knowledge(_wanted(config)) as knowledge:
        return _stats(args, knowledge) if args.action == "stats" else _show(args, knowledge)


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in text.replace(",", " ").split()))


def _wanted(config: Config) -> Path:
    path = find_knowledge(config.knowledge)
    if path is None:
        raise ConfigError(f"{default_path()}: there is no knowledge file. Make it: kg kb import FILE")
    return path


# ---------------------------------------------------------------------- import


def _import(args: Namespace, into: Path) -> int:
    """0 where all went in, 1 where nothing did, 130 after Ctrl-C."""
    if str(into) == OFF:
        raise ConfigError(f"the setting knowledge is '{OFF}'. Give the file to make: --kb PATH")
    items = 0
    for number, name in enumerate(args.what):
        options = Options(args.types, args.languages or ("en",), args.replace and number == 0)
        report = _imported(Path(name), into, options, args.quiet)
        if report is None:
            return INTERRUPTED
        items += report.items
    return 0 if items else 1


def _imported(path: Path, into: Path, options: Options, quiet: bool) -> Report | None:
    """What an import did, told; None after Ctrl-C."""
    progress, began = Progress(quiet), time.monotonic()

    def tell(report: Report) -> None:
        seconds = max(time.monotonic() - began, 0.001)
        done = f"{100 * report.position / report.size:.0f} %" if report.size else ""
        progress.tell(f"{clean(path.name)}: {done} · {plural(report.lines, 'line')} · {plural(report.items, 'item')} · {seconds:.0f} s")

    try:
        report = import_file(path, into, options, tell)
    except KeyboardInterrupt:
        progress.done()
        print(paint(f"Stopped. {clean(str(into))} is as it was; the same command begins anew.", "yellow"))
        return None
    finally:
        progress.done()
    for line, reason in report.bad:
        print(f"kg: {clean(str(path))}: line {line}: {clean(reason)}", file=sys.stderr)
    if report.wrong.total() > len(report.bad):
        print(f"kg: and {plural(report.wrong.total() - len(report.bad), 'bad line')} more: {_counts(report.wrong)}", file=sys.stderr)
    if not quiet:
        _print_report(report, into, time.monotonic() - began)
    return report


def _print_report(report: Report, into: Path, seconds: float) -> None:
    same = report.items - report.added - report.changed
    kept = f"{report.added:,} added, {report.changed:,} changed, {same:,} as they were"
    print(f"{plural(report.lines, 'line')} read in {seconds:.0f} s: {plural(report.items, 'item')} ({kept})")
    if report.dropped:
        print(labelled("not taken", f"{report.dropped.total():,}: {_counts(report.dropped)}"))
    if report.wrong:
        print(labelled("bad lines", f"{report.wrong.total():,}: {_counts(report.wrong)}"))
    if into.is_file():
        with open_knowledge(into) as knowledge:
            items, names = knowledge.size()
        print(f"{clean(str(into))} has {plural(items, 'item')} under {plural(names, 'name')}. Look: kg kb show NAME")


def _counts(counts: Counter[str]) -> str:
    return listed((f"{clean(name)} ({n:,})" for name, n in counts.most_common()), 3 * text_width(), "; ")


# ---------------------------------------------------------------------- looking


def _show(args: Namespace, knowledge: Knowledge) -> int:
    name = " ".join(args.what)
    found: dict[str, Item] = {}
    exact = knowledge.item(name)
    for item in [exact] if exact else [i for i, _ in knowledge.named(name)]:
        found.setdefault(item.id, item)
    shown = list(found.values())[: args.limit]
    if args.format == "json":
        print_json(asdict(item) for item in shown)
        return 0 if found else 1
    for item in shown:
        print("\n".join(_item(item)))
    if len(found) > len(shown):
        print(f"{len(shown)} of {len(found)} of that name, the best known first. More: --limit {len(found)}")
    if not found:
        print(f"kg: {clean(str(knowledge.path))}: nothing is called '{clean(name)}' there", file=sys.stderr)
    return 0 if found else 1


def _item(item: Item) -> list[str]:
    lines = [f"{paint(clean(item.name), 'bold')} · {item.type} · {clean(item.id)} · popularity {item.popularity:,}"]
    if item.description:
        lines.append(labelled("", clean(item.description)))
    if item.aliases:
        lines.append(labelled("also", listed(map(clean, item.aliases), 2 * text_width() - 20)))
    if item.began or item.ended:
        lines.append(labelled("when", f"{clean(item.began or '?')} – {clean(item.ended or '')}".strip()))
    return lines


def _stats(args: Namespace, knowledge: Knowledge) -> int:
    counts, (items, names) = knowledge.counts(), knowledge.size()
    if args.format == "json":
        print(safe_json({"path": str(knowledge.path), "items": items, "names": names, "types": counts}))
        return 0
    print(f"{clean(str(knowledge.path))} has {plural(items, 'item')} under {plural(names, 'name')}")
    for type_, n in counts.items():
        print(labelled(type_, f"{n:,}"))
    return 0
