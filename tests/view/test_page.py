"""The page as a file: its bytes, its data, its policy and its budgets, without a browser."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from kg.errors import KGError, SinkError
from kg.graph import Graph
from kg.view import bundle, write_page
from kg.view.clean import UNSEEN, shown
from kg.view.data import STANCES
from kg.view.layout import place
from kg.view.rank import rank
from kg.view.start import CAP, choose_ego, choose_top, edges_between
from kg.view.style import KINDS, STATUSES
from tests.view.synthetic import ATTACKS, hostile_graph, synthetic_graph
from tests.worlds import small_graph

BANNED = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc"
    r"|setAttribute\(\"(style|href|src|on)|createContextualFragment|DOMParser|setTimeout\(\"|\.cssText|fetch\(|XMLHttpRequest|WebSocket|import\("
)
TWICE = (
    "import sys; from pathlib import Path; from kg.view import write_page; from tests.worlds import small_graph; "
    "write_page(small_graph(), Path(sys.argv[1]))"
)


class Blocks(HTMLParser):
    """The scripts of a page by id, and what its table says."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: dict[str, str] = {}
        self.tags: list[str] = []
        self.policy = ""
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""
        if tag in ("script", "style"):
            self._open = found.get("id") or f"{tag}{len(self.blocks)}"
            self.blocks[self._open] = ""

    def handle_data(self, data: str) -> None:
        if self._open:
            self.blocks[self._open] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None


def page_of(graph: Graph, folder: Path, **options: Any) -> str:
    path = folder / "page.html"
    write_page(graph, path, **options)
    return path.read_text(encoding="utf-8")


def blocks_of(html: str) -> Blocks:
    parser = Blocks()
    parser.feed(html)
    return parser


def unpacked(parser: Blocks, id_: str) -> Any:
    return json.loads(gzip.decompress(base64.b64decode(parser.blocks[id_])))


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "PYTHONPATH": "."}
        subprocess.run([sys.executable, "-c", TWICE, str(tmp_path / seed)], check=True, env=environment)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_another_store_of_the_same_articles_gives_the_same_bytes(tmp_path: Path) -> None:
    assert page_of(small_graph(), tmp_path) == page_of(small_graph(store="0123456789ab"), tmp_path)


def test_the_report_counts_what_is_there_and_what_is_drawn(tmp_path: Path) -> None:
    graph = small_graph()
    report = write_page(graph, tmp_path / "page.html")
    assert (report.entities, report.claims, report.propositions) == (9, 15, 10)
    assert (report.entities_shown, report.edges_shown, report.claims_shown) == (6, 9, 14)
    assert report.bytes == (tmp_path / "page.html").stat().st_size


@pytest.mark.parametrize("graph", [small_graph(), synthetic_graph(60, 20), hostile_graph()], ids=["small", "synthetic", "hostile"])
def test_every_span_in_the_page_is_the_slice_that_the_graph_names(graph: Graph, tmp_path: Path) -> None:
    parser = blocks_of(page_of(graph, tmp_path))
    data, texts = unpacked(parser, "data"), unpacked(parser, "text-0")
    claim = data["claim"]
    for c, id_ in enumerate(claim["id"]):
        mine = graph.statements[id_].claim
        text = texts[claim["article"][c]]["text"]
        at = 3 * claim["sentence"][c]
        start, end, _ = texts[claim["article"][c]]["sentences"][at : at + 3]
        assert text[start:end] == graph.sentence_text(mine.sentence)
        assert text[claim["start"][c] : claim["end"][c]] == graph.quote(mine)
        assert text[claim["subject_start"][c] : claim["subject_end"][c]] == graph.mentions[mine.subject_mention].text
        if mine.attributions:
            cue = claim["chain"][c][-1]
            words = text[data["attribution"]["cue_start"][cue] : data["attribution"]["cue_end"][cue]]
            assert words == graph.cue(mine)


def test_articles_come_in_shards_in_page_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.view.data.SHARD", 2000)
    graph = synthetic_graph(60, 20)
    parser = blocks_of(page_of(graph, tmp_path))
    data = unpacked(parser, "data")
    shards = [unpacked(parser, f"text-{n}") for n in range(max(data["article"]["shard"]) + 1)]
    assert len(shards) > 3
    texts = [article["text"] for shard in shards for article in shard]
    assert texts == [graph.articles[id_].text for id_ in data["article"]["id"]]


def test_the_policy_allows_our_two_scripts_and_our_styles_by_hash_and_nothing_else(tmp_path: Path) -> None:
    parser = blocks_of(page_of(small_graph(), tmp_path))
    code = [text for id_, text in parser.blocks.items() if id_.startswith(("script", "style"))]
    assert len(code) == 3
    for text in code:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in parser.policy
    assert "unsafe" not in parser.policy
    assert parser.policy.startswith("default-src 'none'; script-src 'sha256-")


def test_hostile_text_adds_no_element_to_the_page(tmp_path: Path) -> None:
    tame, hostile = (blocks_of(page_of(g, tmp_path)) for g in (small_graph(), hostile_graph()))
    assert set(hostile.tags) == set(tame.tags)
    for tag in ("script", "style", "table", "meta"):
        assert hostile.tags.count(tag) == tame.tags.count(tag)


def test_no_file_and_no_server_is_named_in_the_page(tmp_path: Path) -> None:
    html = page_of(small_graph(), tmp_path)
    assert not re.search(
        r"<(link|img|iframe|object|embed|base)\b|\ssrc=|\shref=|sourceMappingURL|@import|url\(",
        html.split("<script>")[0],
    )
    assert "sourceMappingURL=" not in html


def test_the_template_never_switches_escaping_off() -> None:
    template = (bundle.HERE / "template" / "page.html").read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe|autoescape", template)


def test_the_app_uses_no_way_to_turn_text_into_markup_or_to_reach_the_network() -> None:
    for path in sorted(bundle.APP.glob("*.js")):
        assert not BANNED.search(path.read_text(encoding="utf-8")), path.name


def test_links_are_set_in_two_places_only() -> None:
    setting = {p.name for p in bundle.APP.glob("*.js") if re.search(r"\.(href|src)\s*=[^=]", p.read_text(encoding="utf-8"))}
    assert setting == {"dom.js", "exports.js", "links.js"}


def test_the_bundle_was_made_from_the_modules_as_they_are() -> None:
    assert bundle.bundled_digest() == bundle.sources_digest(), "run scripts/bundle and commit kg/view/app.min.js"


def test_the_app_and_the_page_keep_to_their_budgets(tmp_path: Path) -> None:
    assert len(bundle.app_script().encode()) <= 60 * 1024
    assert len(page_of(small_graph(), tmp_path).encode()) <= 700_000


def test_the_drawing_library_is_the_one_we_vendored_with_its_licences() -> None:
    sums = (bundle.VENDOR / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    names = [line.split()[1] for line in sums]
    assert names == ["vis-network.min.js", "LICENSE-MIT", "LICENSE-APACHE-2.0"]
    for line in sums:
        digest, name = line.split()
        assert hashlib.sha256((bundle.VENDOR / name).read_bytes()).hexdigest() == digest


def test_python_and_the_app_leave_out_the_same_characters() -> None:
    source = (bundle.APP / "text.js").read_text(encoding="utf-8")
    written = "".join(re.findall(r'^\s+"((?:\\\\u[0-9a-f]{4}|-)+)"', source, re.MULTILINE)).replace("\\\\", "\\")
    assert written == UNSEEN
    assert shown("\u202egnp.exe\u202c a\u200bb\tc\u0000") == "gnp.exe ab\tc"


def test_without_javascript_the_page_says_who_holds_and_who_denies(tmp_path: Path) -> None:
    html = page_of(small_graph(), tmp_path)
    table = html[html.index("<main") : html.index("</main>")]
    assert "<bdi>A witness “said” &gt; Ilka Dorn “told”</bdi>" in table
    assert "<bdi>Harbour Times, in its own voice</bdi>" in table
    assert table.count("<tr>") == 16
    for attack in ATTACKS[:5]:
        assert attack not in page_of(hostile_graph(), tmp_path)[: html.index("<script")]


def test_a_page_opens_on_what_it_was_asked_to_focus_on(tmp_path: Path) -> None:
    parser = blocks_of(page_of(small_graph(), tmp_path, focus="dorn"))
    names = unpacked(parser, "data")["entity"]["name"]
    assert names[json.loads(parser.blocks["start"])["focus"]] == "Ilka Dorn"
    assert {names[n["id"]] for n in json.loads(parser.blocks["nodes"])} == {"Ilka Dorn", "Teo Brandt", "Port Kesh"}


def test_a_focus_that_nothing_is_called_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(KGError, match="Marowia.*Did you mean 'Marovia'"):
        write_page(small_graph(), tmp_path / "page.html", focus="Marowia")
    with pytest.raises(SinkError, match="can't write the page"):
        write_page(small_graph(), tmp_path)


def test_an_empty_graph_gives_a_page_as_well(tmp_path: Path) -> None:
    report = write_page(small_graph(without=("a-harbour", "a-kesh", "a-lake")), tmp_path / "page.html")
    assert (report.entities, report.entities_shown, report.claims) == (0, 0, 0)


def test_edges_of_the_start_view_go_through_pyvis_with_dash_and_words(tmp_path: Path) -> None:
    edges = json.loads(blocks_of(page_of(small_graph(), tmp_path)).blocks["edges"])
    disputed = next(e for e in edges if e["label"] == "sent troops to +3 −1")
    assert disputed["dashes"] == [9, 5] and disputed["arrows"] == "to"
    labels = {e["label"] for e in edges}
    assert {
        "attacked −1 · denied",
        "deploys forces in · planned",
        "deploys forces in · hypothetical",
        "was born in +2",
    } <= labels


def test_the_start_view_keeps_to_its_size_and_leaves_no_entity_alone() -> None:
    ranked = rank(synthetic_graph())
    chosen = choose_top(ranked, 40)
    linked = {end for e in edges_between(ranked, chosen) for end in (e.start, e.end)}
    assert len(chosen) == 40 and linked == set(chosen)
    assert len(choose_ego(ranked, 0, 25)) == 25 and choose_ego(ranked, 0, 25)[0] == 0


def test_more_nodes_than_a_picture_can_hold_are_never_drawn(tmp_path: Path) -> None:
    assert write_page(synthetic_graph(700, 300), tmp_path / "page.html", max_nodes=5000).entities_shown <= CAP


def test_the_layout_puts_no_name_on_another() -> None:
    links = [(0, n) for n in range(1, 12)] + [(12, 13), (13, 14)]
    spots = place(list(range(15)), links, {n: 90.0 for n in range(15)})
    assert spots == place(list(range(15)), links, {n: 90.0 for n in range(15)})
    pairs = [(spots[a], spots[b]) for a in range(15) for b in range(a)]
    assert all(abs(ax - bx) >= 80 or abs(ay - by) >= 25 for (ax, ay), (bx, by) in pairs)


def test_no_two_statuses_and_no_two_kinds_differ_by_colour_alone() -> None:
    assert len({s.dash for s in STATUSES}) == len(STATUSES)
    assert len({(k.shape, k.hollow) for k in KINDS}) == len(KINDS)
    assert len(STANCES) == 5


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(a: str, b: str) -> float:
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_and_marks_have_the_contrast_of_wcag_aa_on_light_and_dark() -> None:
    sheet = (bundle.APP / "app.css").read_text(encoding="utf-8")
    light, dark = (dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})\b", part)) for part in sheet.split("prefers-color-scheme:dark", 1))
    for scheme, colours in (("light", light), ("dark", dark)):
        for ground in ("surface", "canvas", "soft"):
            assert min(_contrast(colours[t], colours[ground]) for t in ("text", "muted", "accent")) >= 4.5, (
                scheme,
                ground,
            )
        for mark in ("subject", "object", "cue", "predicate", "source"):
            assert _contrast(colours["text"], colours[mark]) >= 4.5, (scheme, mark)
        assert min(_contrast(getattr(s, scheme), colours["canvas"]) for s in STATUSES) >= 4.5
        assert min(_contrast(getattr(k, scheme), colours["canvas"]) for k in KINDS) >= 3
