"""Writes the page: one self-contained HTML file that opens from disk, offline, and asks nobody for anything.

pyvis's `Network` holds the start view and renders our own template, never its own: stock pyvis loads files from a CDN
and runs scripts out of data. What hostile article text could reach is closed three times over: data stands in blocks
that no browser runs, the app writes text nodes only, and a content security policy allows just our two scripts by hash.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network

from kg.errors import KGError, SinkError, nearest
from kg.graph import Graph
from kg.view import data
from kg.view.bundle import app_script, app_styles, drawing_library
from kg.view.clean import shown
from kg.view.layout import place
from kg.view.plain import top_claims
from kg.view.rank import Ranked, rank
from kg.view.start import CAP, HELD, Edge, choose_ego, choose_top, edges_between
from kg.view.style import KINDS, STATUSES, kind_of

TEMPLATE = Path(__file__).parent / "template"
LETTER = 6.6  # mean width of a letter on the picture, in pixels
LONGEST = 28  # letters of a label on the picture; the panel shows all


@dataclass(frozen=True, slots=True)
class PageReport:
    """What a page holds, and what of it is drawn when it opens."""

    path: Path
    entities: int
    entities_shown: int
    propositions: int
    edges_shown: int
    claims: int
    claims_shown: int
    bytes: int


def write_page(graph: Graph, out: Path, *, focus: str | None = None, max_nodes: int = 60) -> PageReport:
    """Writes the page of a graph; the same graph and options give the same bytes.

    It opens on the neighbourhood of `focus` (a name, alias or id), else on the most important propositions.
    Raises KGError where nothing goes by that name, SinkError where the file can't be written.
    """
    ranked = rank(graph)
    size = max(2, min(max_nodes, CAP))
    centre = _position(ranked, focus) if focus else None
    chosen = choose_top(ranked, size) if centre is None else choose_ego(ranked, centre, size)
    edges = edges_between(ranked, chosen)
    start = {"focus": centre, "max": size, "top": _top(ranked, size)} if centre is not None else {"focus": -1, "max": size}
    html = _render(_network(ranked, chosen, edges), _globals(ranked, start))
    content = html.encode("utf-8", "replace")
    try:
        out.write_bytes(content)
    except OSError as e:
        raise SinkError(f"{out}: can't write the page: {e.strerror}") from e
    return PageReport(
        out,
        len(ranked.entities),
        len(chosen),
        len(ranked.propositions),
        len(edges),
        len(ranked.statements),
        sum(p.claims for edge in edges for p in edge.propositions),
        len(content),
    )


def _position(ranked: Ranked, name: str) -> int:
    found = ranked.graph.find(name)
    if not found:
        known = [e.name for e in ranked.graph.entities.values()]
        raise KGError(f"nothing goes by the name {name!r}.{nearest(name, known)}")
    return ranked.entity_at[found[0].id]


def _network(ranked: Ranked, chosen: list[int], edges: list[Edge]) -> Network:
    """The start view in pyvis's terms. Directed, for an undirected Network drops parallel edges."""
    network = Network(directed=True, cdn_resources="in_line")
    network.set_template_dir(str(TEMPLATE), "page.html")
    network.templateEnv = Environment(loader=FileSystemLoader(str(TEMPLATE)), autoescape=True)
    spots = _spots(ranked, chosen, edges)
    for n in chosen:
        kind = KINDS[kind_of(ranked.graph.schema, ranked.graph.entities[ranked.entities[n]])]
        network.add_node(n, label=_label(ranked, n), shape=kind.shape, color=kind.light, x=spots[n][0], y=spots[n][1])
    for e in edges:
        status = next(s for s in STATUSES if s.name == e.status)
        dashes = list(status.dash) or False
        network.add_edge(e.start, e.end, label=edge_label(ranked, e), color=status.light, dashes=dashes)
    return network


def _spots(ranked: Ranked, chosen: list[int], edges: list[Edge]) -> dict[int, tuple[int, int]]:
    widths = {n: len(_label(ranked, n)) * LETTER for n in chosen}
    return place(chosen, [(e.start, e.end) for e in edges], widths)


def _top(ranked: Ranked, size: int) -> list[dict[str, int]]:
    """The most important propositions' entities, for a page that opens on something else."""
    chosen = choose_top(ranked, size)
    spots = _spots(ranked, chosen, edges_between(ranked, chosen))
    return [{"id": n, "x": x, "y": y} for n, (x, y) in spots.items()]


def _label(ranked: Ranked, position: int) -> str:
    name = shown(ranked.graph.entities[ranked.entities[position]].name)
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"


def edge_label(ranked: Ranked, edge: Edge) -> str:
    """`sent troops to +10 -6`: the first relation, how many claims hold it, how many deny it."""
    claims = [s.claim for p in edge.propositions for s in ranked.graph.statements_of.get(p.id, ())]
    stances = [[*data.STANCES][data.stance_of(c)] for c in claims]
    holding = stances.count("asserts") + stances.count("reports")
    parts = [ranked.graph.schema.relations[edge.propositions[0].relation].label]
    parts += [f"& {len(edge.propositions) - 1} more"] if len(edge.propositions) > 1 else []
    parts += [f"+{holding}"] if holding else []
    parts += [f"−{stances.count('denies')}"] if "denies" in stances else []
    parts += [f"· {edge.status}"] if edge.status not in HELD else []
    return " ".join(parts)


def _globals(ranked: Ranked, start: dict[str, Any]) -> dict[str, Any]:
    """All that the template needs beside what pyvis hands it."""
    scripts = {"vis": drawing_library(), "app": app_script()}
    styles = app_styles()
    return {
        "csp": _policy(list(scripts.values()), styles),
        "scripts": {name: _code(text) for name, text in scripts.items()},
        "styles": _code(styles),
        "start": start,
        "index": data.pack(data.index(ranked)),
        "texts": [data.pack(shard) for shard in data.texts(ranked)],
        "rows": top_claims(ranked),
        "counts": {
            "entities": len(ranked.entities),
            "claims": len(ranked.statements),
            "articles": len(ranked.articles),
        },
    }


def _code(text: str) -> Markup:
    """Our own code, as it stands. Nothing in it may end the block it stands in."""
    if "</" + "script" in text.lower() or "</" + "style" in text.lower() or "<!--" in text:
        raise KGError("kg/view: the page's own code would end its block too early")
    return Markup(text)


def _policy(scripts: list[str], styles: str) -> str:
    """A content security policy that allows our blocks by hash, pictures made in the page, and nothing else."""
    allowed = " ".join(_hash(s) for s in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(styles)}; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def _render(network: Network, values: dict[str, Any]) -> str:
    network.templateEnv.globals.update(values)
    return str(network.generate_html())
