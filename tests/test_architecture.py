"""The house holds: which way imports point, where each heavy library lives, what is public, how long things are."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kg
from kg.cli import COMMANDS

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "kg").rglob("*.py"))

# {room: the rooms, or single modules of them, that it may import}; a room is kg/ROOM.py or kg/ROOM/. Stages don't know
# one another, but they share the union-find of resolve.clusters.
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "model": set(),
    "rows": {"errors"},
    "names": set(),
    "lines": {"names"},
    "config": {"errors"},
    "mappings": {"errors"},
    "schema": {"errors", "mappings", "model"},
    "gazetteer": {"errors", "names", "schema"},
    "read": {"errors", "model", "names"},
    "law": {"model", "schema"},  # apart from extract, for a check holds stored records to it and must not wait for spaCy
    "casing": set(),
    "parse": {"casing", "errors", "lines", "model"},
    "extract": {"errors", "gazetteer", "law", "lines", "mappings", "model", "names", "parse", "resolve.clusters", "schema"},
    "knowledge": {"errors", "mappings", "model", "names", "schema"},
    "resolve": {"gazetteer", "knowledge", "model", "names", "schema"},
    "duplicates": {"model", "resolve.clusters"},
    "store": {"errors", "model"},
    "reasons": {"model", "names"},
    "occasions": {"model", "names"},
    "propositions": {"model", "schema"},
    "graph": {"model", "occasions", "propositions", "reasons", "schema"},
    "sinks": {"errors", "graph", "mappings", "model", "propositions", "schema"},
    # Holds what is stored, and what sinks have written, to the records: it reads both ends, and nothing but the command line
    # reads it.
    "verify": {"errors", "graph", "law", "model", "schema", "sinks", "store"},
    "view": {"errors", "graph", "model", "propositions", "schema"},
    "loading": {"config", "duplicates", "gazetteer", "graph", "knowledge", "model", "propositions", "resolve", "schema", "store"},
    "ask": {"errors", "graph", "model", "propositions", "reasons", "store"},
    "people": {"ask", "config", "errors", "graph", "knowledge", "loading", "model", "names", "propositions", "reasons", "rows", "store"},
    "evaluation": {"errors", "gazetteer", "graph", "model", "names", "propositions", "rows"},
    "pipeline": {*"config errors extract gazetteer graph loading model parse read schema store".split()},
    "cli": {
        *"ask config errors evaluation gazetteer graph knowledge loading model people pipeline read reasons".split(),
        *"resolve schema sinks store verify view".split(),
    },
}
# {library: its homes}
HOMES: dict[str, tuple[str, ...]] = {
    "spacy": ("parse", "extract"),
    "neo4j": ("sinks.neo4j",),
    "rdflib": (),  # the tests read back with it; see docs/decisions/0011-pyoxigraph-writes-rdf.md
    "pyoxigraph": ("sinks.rdf", "sinks.shapes", "sinks.vocabulary", "verify.exported"),
    "kglite": ("sinks.cypher", "sinks.kept"),
    "trafilatura": ("read.html",),
    "py3langid": ("read.metadata",),
    "datasketch": ("duplicates",),
    "networkx": ("graph", "sinks.gexf", "sinks.graphml"),
    "pyarrow": ("sinks.parquet",),
    "pyvis": ("view",),
    "jinja2": ("view",),
    "numpy": ("view", "extract.coref"),
    "yaml": ("mappings",),
    "sqlite3": ("store", "knowledge", "cli"),
    "argparse": ("cli",),
}


def module_of(path: Path) -> str:
    """`sinks.neo4j.loader` of kg/sinks/neo4j/loader.py; the empty name of kg/__init__.py."""
    parts = path.relative_to(ROOT / "kg").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """(full name of what is imported, whether inside a function); those for type checkers alone are left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(n) for f in ast.walk(tree) if isinstance(f, (ast.FunctionDef, ast.AsyncFunctionDef)) for n in ast.walk(f)}
    typing = {id(n) for b in ast.walk(tree) if isinstance(b, ast.If) and "TYPE_CHECKING" in ast.dump(b.test) for n in ast.walk(b)}
    for node in ast.walk(tree):
        if id(node) in typing:
            continue
        if isinstance(node, ast.Import):
            yield from ((alias.name, id(node) in inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the whole name of what is imported"
            yield from ((f"{node.module}.{alias.name}", id(node) in inside) for alias in node.names)


MODULES = {module_of(path): path for path in SOURCES}


def ours(path: Path) -> set[str]:
    """The modules of kg that a module imports."""
    found = set()
    for name, _ in imports(path):
        parts = name.split(".")[1:] if name.split(".")[0] == "kg" else []
        while parts and ".".join(parts) not in MODULES:
            parts.pop()
        if parts:
            found.add(".".join(parts))
    return found - {module_of(path)}


@pytest.mark.parametrize("path", [p for p in SOURCES if module_of(p)], ids=lambda p: module_of(p))
def test_imports_point_the_way_the_house_says(path: Path) -> None:
    room = module_of(path).split(".")[0]
    if room == "__main__":
        return
    assert room in MAY_IMPORT, f"kg/{room} is a new room: say in this table what it may import, and in CONTRIBUTING.md what it is for"
    allowed = MAY_IMPORT[room] | {room}
    wrong = {module for module in ours(path) if module not in allowed and module.split(".")[0] not in allowed}
    assert not wrong, f"{path} imports {sorted(wrong)}"


def test_no_module_imports_itself_through_others() -> None:
    graph = {module: ours(path) for module, path in MODULES.items()}
    state: dict[str, str] = {}

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert state.get(module) != "open", f"a circle: {' > '.join((*trail, module))}"
        if module in state:
            return
        state[module] = "open"
        for other in sorted(graph[module]):
            if not module.startswith(f"{other}."):  # a part may import from its package only what stands above it there
                visit(other, (*trail, module))
        state[module] = "done"

    for module in graph:
        visit(module, ())


def test_nothing_is_imported_late() -> None:
    """But by kg.cli, which loads a command when it is chosen (by importlib, which this does not see)."""
    late = [f"{path.relative_to(ROOT)}: {name}" for path in SOURCES for name, inside in imports(path) if inside]
    assert late == []


@pytest.mark.parametrize("library", HOMES)
def test_a_heavy_library_stays_at_home(library: str) -> None:
    users = {module_of(path) for path in SOURCES if library in {name.split(".")[0] for name, _ in imports(path)}}
    strangers = {user for user in users if not any(user == home or user.startswith(f"{home}.") for home in HOMES[library])}
    assert strangers == set()


def test_public_names_are_those_of_all() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    with pytest.raises(AttributeError):
        kg.nothing_of_that_name  # noqa: B018


def test_every_package_says_what_it_offers() -> None:
    for path in SOURCES:
        if path.name == "__init__.py" and "__all__" in path.read_text():
            module = importlib.import_module("kg" + (f".{module_of(path)}" if module_of(path) else ""))
            assert all(hasattr(module, name) for name in module.__all__), path


def test_every_module_says_what_it_is_for() -> None:
    silent = [str(path.relative_to(ROOT)) for path in SOURCES if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]
    assert silent == []


def test_nothing_is_too_long() -> None:
    """No file over 500 lines, no function over 60, docstring and signature included."""
    long = [f"{p.relative_to(ROOT)}: {n} lines" for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 500]
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                long.append(f"{path.relative_to(ROOT)}: {node.name}()")
    assert long == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_stands_in_the_readme(command: str) -> None:
    assert re.search(rf"\bkg {command}\b", (ROOT / "README.md").read_text(encoding="utf-8"))


def test_every_decision_stands_in_the_index_and_has_a_number_of_its_own() -> None:
    folder = ROOT / "docs" / "decisions"
    files = sorted(path.name for path in folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text(encoding="utf-8")
    assert [name for name in files if f"]({name})" not in index] == []
    assert len({name[:4] for name in files}) == len(files)


def test_the_changelog_knows_this_version() -> None:
    assert re.search(rf"^## \[?{re.escape(kg.__version__)}\]?", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert f'version = "{kg.__version__}"' in (ROOT / "pyproject.toml").read_text()
