"""The page in a real browser: what a click shows, what counts say, and that nothing in an article ever runs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from kg.graph import Graph
from kg.model import make_judgement
from kg.propositions import Statement
from kg.view.clean import shown
from kg.view.data import day_of, stance_of
from kg.view.rank import rank
from kg.view.start import choose_top, edges_between
from tests.view.conftest import Opened
from tests.view.recount import FACETS, recount
from tests.view.synthetic import hostile_graph, synthetic_graph
from tests.worlds import entity_id, small_graph

pytestmark = pytest.mark.browser
Show = Callable[..., Opened]
PIXELS = """() => {
  const canvas = document.querySelector('.canvas canvas');
  const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
  const seen = new Map();
  for (let i = 0; i < data.length; i += 4) {
    const key = (data[i] << 16) | (data[i + 1] << 8) | data[i + 2];
    if (data[i + 3]) seen.set(key, (seen.get(key) || 0) + 1);
  }
  return [...seen.values()].filter((n) => n > 20).length;
}"""


def proposition(graph: Graph, text: str) -> str:
    return next(p.id for p in graph.propositions.values() if graph.text(p) == text)


def claims_of(graph: Graph, proposition_id: str) -> dict[str, Statement]:
    return {s.claim.id: s for s in graph.statements.values() if s.proposition == proposition_id}


def shown_claims(opened: Opened) -> set[str]:
    return set(opened.page.eval_on_selector_all(".panel .claim", "cards => cards.map(c => c.dataset.claim)"))


def test_it_opens_from_disk_asks_for_nothing_and_breaks_no_rule(show: Show) -> None:
    opened = show(synthetic_graph(120, 40))
    for hash_ in ("#tab=table", "#tab=table&rows=claims&scope=file", "#tab=table&rows=entities", "#"):
        opened.go(hash_)
    opened.assert_quiet()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_drawn(show: Show, scheme: str) -> None:
    opened = show(small_graph(), color_scheme=scheme)
    assert opened.page.evaluate(PIXELS) > 8
    assert opened.page.locator("footer.status").inner_text().replace("\n", " ").startswith("6 of 9 entities shown")


def test_hostile_text_never_runs_whatever_is_opened(show: Show) -> None:
    graph = hostile_graph()
    opened = show(graph)
    page = opened.page
    some = [s.claim.id for s in list(graph.statements.values())[:25]]
    for hash_ in [f"#pick=c.{c}" for c in some] + [f"#pick=e.{e}" for e in list(graph.entities)[:25]]:
        opened.go(hash_)
    for article in graph.articles:
        opened.go(f"#tab=article&article={article}")
    for rows in ("relations", "entities", "claims"):
        opened.go(f"#tab=table&scope=file&rows={rows}")
    opened.go("#")
    for words in ("<script", "__proto__", "constructor", "é", "java", "=hyp", "{{ 7*7"):
        page.fill("#search", words)
    page.mouse.move(600, 400)
    opened.assert_quiet()
    assert "49" not in page.locator("#found").inner_text()


def test_a_link_that_is_not_http_gets_no_button_and_an_http_one_asks_first(show: Show) -> None:
    graph = hostile_graph()
    opened = show(graph)
    for statement in list(graph.statements.values())[:30]:
        opened.go(f"#pick=c.{statement.claim.id}")
        card = opened.page.locator(f'[data-claim="{statement.claim.id}"]')
        url = graph.articles[statement.claim.article].url or ""
        buttons = card.get_by_role("button", name="Open source").count()
        assert buttons == (1 if url.startswith("http") else 0), url
        assert card.get_by_role("button", name="Open archived copy").count() == 0
    assert opened.page.locator("a[href]").count() == 0


def test_opening_a_source_shows_its_host_and_can_be_called_off(show: Show) -> None:
    graph = small_graph()
    opened = show(graph, f"#pick=p.{proposition(graph, 'Teo Brandt leads Sundral')}")
    opened.page.get_by_role("button", name="Open source").click()
    dialog = opened.page.locator("dialog")
    assert "news.example" in dialog.inner_text()
    link = dialog.get_by_role("link")
    assert link.get_attribute("rel") == "noopener noreferrer" and link.get_attribute("target") == "_blank"
    dialog.get_by_role("button", name="Cancel").click()
    assert opened.page.locator("dialog").count() == 0
    opened.assert_quiet()


def test_picking_a_disputed_proposition_shows_who_says_so_and_who_denies_it(show: Show) -> None:
    graph = small_graph()
    opened = show(graph)
    opened.page.click("#top-disputed button")
    opened.settle()
    expected = claims_of(graph, proposition(graph, "Marovia sent troops to Port Kesh"))
    assert shown_claims(opened) == set(expected)
    assert opened.texts(".panel h4") == ["Asserts0", "Denies1", "Reported & planned3"]
    assert "3 independent voices (2 articles), 1 against" in opened.page.locator(".panel .summary").inner_text()
    for id_, statement in expected.items():
        column = opened.page.locator(f'.column:has([data-claim="{id_}"])').get_attribute("class")
        assert f"c{1 if stance_of(statement.claim) == 1 else 2}" in (column or "")


def test_a_claim_tells_its_chain_cue_certainty_quantity_time_and_place(show: Show) -> None:
    graph = small_graph()
    claims = claims_of(graph, proposition(graph, "Marovia sent troops to Port Kesh"))
    chained = next(s.claim for s in claims.values() if len(s.claim.attributions) == 2)
    opened = show(graph, f"#pick=c.{chained.id}")
    card = opened.page.locator(f'[data-claim="{chained.id}"]')
    text = card.inner_text().replace("\n", " ")
    assert card.locator("header").inner_text() == "A witness “said” › Ilka Dorn “told”"
    assert "reported" in text and "quantity: 400 soldiers" in text and "Kesh Courier" in text
    assert f"characters {chained.start}–{chained.end}" in text and "2031-03-06" in text
    assert "picked" in (card.get_attribute("class") or "")
    denial = next(s.claim for s in claims.values() if s.claim.certainty == "denied")
    before, after = opened.texts(f'[data-claim="{denial.id}"] .context')
    assert before.startswith("Teo Brandt, who leads Sundral") and after.startswith("The Northern Pact said")


def test_a_claim_shows_what_people_think_of_it_in_words(show: Show) -> None:
    graph = small_graph()
    opened = show(graph)
    opened.go(f"#pick=p.{proposition(graph, 'Marovia sent troops to Port Kesh')}")
    cards = {tuple(card.locator(".review").all_text_contents()) for card in opened.page.locator(".panel .claim").all()}
    assert cards == {
        ("✓ Ada accepts: he said so on air",),
        ("✓ Ada accepts", "✗ Bo rejects: the Pact spoke of 250"),
        ("✗ Bo rejects: the witness was not there",),
        (),
    }
    opened.go("#tab=table&rows=claims&scope=file")
    assert {"accepted", "rejected", "contested", "noted"} <= set(opened.texts("table.data td"))


def test_an_entity_card_tells_why_its_names_are_one_and_what_is_doubtful(show: Show) -> None:
    graph = small_graph()
    dorns = sorted(m.id for m in graph.mentions.values() if m.text == "Dorn")
    doubt = make_judgement(dorns[0], dorns[1], "same", 0.5, "rule:near", "<b>they look alike</b>")
    opened = show(replace(graph, judgements={**graph.judgements, doubt.id: doubt}))
    opened.go(f"#pick=e.{entity_id('Ilka Dorn')}")
    why = opened.page.locator(".entity .why")
    assert why.locator("summary").inner_text() == "Why these are one · 1 doubtful"
    why.locator("summary").click()
    first, *_, last = why.locator("li").all_inner_texts()
    assert first.startswith("decided “Dorn” is “Ilka Dorn”: 'Dorn' is the surname of 'Ilka Dorn'")
    assert last == "doubtful “Dorn” is “Dorn”: <b>they look alike</b> (rule:near, 0.50, doubtful)"


def test_a_statement_that_several_outlets_quote_is_marked_as_one(show: Show) -> None:
    graph, said = small_graph(), "We shall never leave this harbour while the ships are there."
    texts = {a.id: f"{a.text}\n{said}" for a in graph.articles.values()}
    pact = entity_id("Northern Pact")
    spans = {a: (len(text) - len(said), len(text)) for a, text in texts.items()}
    attributions = {
        id_: replace(a, direct=True, content=(spans[a.article],)) if graph.entity_of.get(a.source_mention or "") == pact else a
        for id_, a in graph.attributions.items()
    }
    articles = {id_: replace(a, text=texts[id_]) for id_, a in graph.articles.items()}
    opened = show(replace(graph, articles=articles, attributions=attributions))
    opened.go(f"#pick=p.{proposition(graph, 'Teo Brandt visited Marovia')}")
    assert "one statement, 2 outlets" in opened.texts(".panel .chip")


@pytest.mark.parametrize("graph", [small_graph(), hostile_graph()], ids=["small", "hostile"])
def test_every_marked_span_is_the_slice_of_the_article(show: Show, graph: Graph) -> None:
    opened = show(graph)
    for statement in list(graph.statements.values())[:40]:
        claim = statement.claim
        opened.go(f"#pick=c.{claim.id}")
        card = f'[data-claim="{claim.id}"] .sentence'
        assert opened.page.locator(card).inner_text() is not None
        marks = opened.page.evaluate(
            "(s) => Object.fromEntries(['subject', 'object', 'cue', 'predicate'].map((n) => "
            "[n, [...document.querySelectorAll(`${s} mark.${n}`)].map((m) => m.textContent).join('')]))",
            card,
        )
        text = graph.articles[claim.article].text
        assert marks["subject"] == shown(graph.mentions[claim.subject_mention].text)
        assert marks["object"] == (shown(graph.mentions[claim.object_mention].text) if claim.object_mention else "")
        if claim.predicate_start is not None:
            assert marks["predicate"] == shown(text[claim.predicate_start : claim.predicate_end])
        if len(claim.attributions) == 1:
            assert marks["cue"] == shown(graph.cue(claim) or "")
        assert opened.page.text_content(card) == shown(graph.sentence_text(claim.sentence))


def spot_of(page: Any, what: str) -> tuple[float, float]:
    """A point of the canvas where a click picks an edge (`b`) or a node (`e`), found by trying."""
    box = page.locator(".canvas canvas").bounding_box()
    for x in range(40, int(box["width"]) - 40, 18):
        for y in range(40, int(box["height"]) - 40, 34):
            page.mouse.click(box["x"] + x, box["y"] + y)
            if f"pick={what}." in page.evaluate("location.hash"):
                return box["x"] + x, box["y"] + y
    raise AssertionError(f"nothing on the canvas picks {what}")


def test_clicking_an_edge_on_the_canvas_opens_its_claims(show: Show) -> None:
    opened = show(small_graph())
    spot_of(opened.page, "b")
    opened.settle()
    assert shown_claims(opened)
    opened.assert_quiet()


def test_clicking_an_entity_on_the_canvas_opens_its_card_and_a_double_click_expands_it(show: Show) -> None:
    opened = show(small_graph(), focus="Ilka Dorn")
    opened.go(f"#pick=e.{entity_id('Ilka Dorn')}")
    opened.go("#")
    x, y = spot_of(opened.page, "e")
    opened.settle()
    assert opened.page.locator(".panel .entity h2").count() == 1 and shown_claims(opened)
    opened.page.mouse.dblclick(x, y)
    opened.page.wait_for_timeout(300)
    assert "plus=" in opened.page.evaluate("location.hash")
    opened.assert_quiet()


def test_search_finds_by_any_word_without_case_or_accents_and_enter_opens_the_neighbourhood(show: Show) -> None:
    graph = small_graph()
    opened = show(graph)
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("dÓR")
    assert opened.texts("#found li .name") == ["Ilka Dorn Dorn"] or "Ilka Dorn" in opened.texts("#found li")[0]
    page.keyboard.press("Enter")
    opened.settle()
    assert f"focus={entity_id('Ilka Dorn')}" in page.evaluate("location.hash")
    assert page.locator(".panel h2").inner_text() == "Ilka Dorn"
    assert "3 of 9 entities shown" in page.locator("footer.status").inner_text()
    page.fill("#search", "nobody at all")
    assert page.locator("#found").inner_text() == "Nothing goes by that name."


def page_counts(opened: Opened) -> dict[str, dict[str, int]]:
    opened.page.evaluate("document.querySelectorAll('.facet .more').forEach((b) => b.hidden || b.textContent === 'fewer' || b.click())")
    rows = opened.page.eval_on_selector_all(
        ".facet li",
        "rows => rows.map(r => [r.closest('.facet').dataset.facet, r.dataset.option, r.querySelector('.count').textContent])",
    )
    counts: dict[str, dict[str, int]] = {facet: {} for facet in FACETS}
    for facet, option, number in rows:
        counts[facet][option] = int(number.replace(",", ""))
    return counts


def assert_counts(opened: Opened, graph: Graph, chosen: dict[str, set[str]], dates: tuple[int, int] | None = None) -> None:
    expected = recount(graph, chosen, dates)
    for facet, counts in page_counts(opened).items():
        assert {o: n for o, n in counts.items() if n} == {o: n for o, n in expected[facet].items() if n}, facet


def test_filter_counts_equal_a_recount_in_python(show: Show) -> None:
    graph = synthetic_graph(80, 40)
    opened = show(graph)
    page = opened.page
    assert_counts(opened, graph, {})
    everything = {facet: set(counts) for facet, counts in recount(graph, {}).items()}
    page.click('[data-facet=stance] [data-option="denies"] input')
    opened.settle()
    stances = everything["stance"] - {"denies"}
    assert_counts(opened, graph, {"stance": stances})
    page.click('[data-facet=kind] [data-option="Country"] input')
    page.hover('[data-facet=outlet] [data-option="Lake Daily"]')
    page.click('[data-facet=outlet] [data-option="Lake Daily"] .only')
    opened.settle()
    chosen = {"stance": stances, "kind": everything["kind"] - {"Country"}, "outlet": {"Lake Daily"}}
    assert_counts(opened, graph, chosen)
    page.evaluate("location.hash += '&from=2031-02-01&to=2031-04-30'")
    opened.settle()
    assert_counts(opened, graph, chosen, (day_of("2031-02-01") or 0, day_of("2031-04-30") or 0))
    page.get_by_role("button", name="Clear").click()
    opened.settle()
    assert_counts(opened, graph, {})


def test_an_edge_goes_when_no_claim_is_left_and_its_label_recounts(show: Show) -> None:
    graph = small_graph()
    opened = show(graph, "#tab=table&not-stance=denies")
    rows = opened.texts("table.data tbody tr")
    assert len(rows) == 8 and not any("attacked" in row for row in rows)
    opened.page.click(f'[data-proposition="{proposition(graph, "Marovia sent troops to Port Kesh")}"]')
    opened.settle()
    assert "only reported" in opened.page.locator(".panel .summary").inner_text()
    assert "1 claim hidden by filters." in opened.page.locator(".panel").inner_text()


def test_every_drawn_edge_is_reached_from_the_table_by_keyboard(show: Show) -> None:
    graph = small_graph()
    ranked = rank(graph)
    drawn = {p.id for edge in edges_between(ranked, choose_top(ranked, 60)) for p in edge.propositions}
    opened = show(graph)
    page = opened.page
    page.keyboard.press("t")
    opened.settle()
    reached = set()
    for _ in range(60):
        reached.add(page.evaluate("document.activeElement.dataset.proposition ?? ''"))
        page.keyboard.press("Tab")
    assert drawn <= reached
    page.focus(f'table.data [data-proposition="{sorted(drawn)[0]}"]')
    page.keyboard.press("Enter")
    opened.settle()
    assert shown_claims(opened) == set(claims_of(graph, sorted(drawn)[0]))


def test_arrow_keys_walk_the_picture_and_keys_expand_it(show: Show) -> None:
    opened = show(small_graph(), focus="Ilka Dorn")
    page = opened.page
    page.focus(".canvas")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    opened.settle()
    assert "pick=e." in page.evaluate("location.hash")
    opened.go(f"#pick=e.{entity_id('Teo Brandt')}")
    page.keyboard.press("e")
    opened.settle()
    assert "5 of 9 entities shown" in page.locator("footer.status").inner_text()
    page.keyboard.press("c")
    opened.settle()
    assert "3 of 9 entities shown" in page.locator("footer.status").inner_text()
    assert page.locator("[aria-live]").inner_text() != ""


def test_the_time_line_filters_by_brush_and_keeps_the_undated_apart(show: Show) -> None:
    graph = synthetic_graph(80, 40)
    opened = show(graph)
    page = opened.page
    undated = sum(graph.articles[s.claim.article].published is None for s in graph.statements.values())
    assert page.locator("[data-undated] .count").inner_text() == str(undated)
    box = page.locator("svg.bars").bounding_box()
    page.mouse.move(box["x"] + 150, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] + 20, steps=4)
    page.mouse.up()
    opened.settle()
    found = dict(re.findall(r"(from|to)=(\d{4}-\d\d-\d\d)", page.evaluate("location.hash")))
    low, high = day_of(found["from"]), day_of(found["to"])
    days = [day_of(graph.articles[s.claim.article].published) for s in graph.statements.values()]
    inside = sum(day is None or (low or 0) <= day <= (high or 0) for day in days)
    assert page.locator(".facets .note").inner_text() == f"{inside} of {len(days)} claims"
    page.click("[data-undated] input")
    opened.settle()
    assert page.locator(".facets .note").inner_text() == f"{inside - undated} of {len(days)} claims"


def test_the_reader_shows_the_article_and_a_mark_opens_its_claim(show: Show) -> None:
    graph = small_graph()
    opened = show(graph, "#tab=article&article=a-harbour")
    page = opened.page
    lines = [line for line in graph.articles["a-harbour"].text.split("\n") if line]
    assert [line for line in opened.texts(".reader > p") if line] == lines
    assert page.locator(".reader p.boilerplate").inner_text() == "Subscribe to our newsletter!"
    marked = set(" ".join(page.eval_on_selector_all(".reader mark", "ms => ms.map(m => m.dataset.claims)")).split())
    assert marked == {s.claim.id for s in graph.statements.values() if s.claim.article == "a-harbour"}
    page.click(".reader mark.denies")
    opened.settle()
    assert shown_claims(opened) and "pick=c." in page.evaluate("location.hash")


@pytest.mark.parametrize(
    "hash_",
    [
        "#focus=__proto__&pick=e.constructor&depth=99&tab=<img src=x onerror=window.__pwn=1>",
        "#pick=x.y&from=yesterday&max=1e9&outlet=%3Cscript%3E&plus=toString&article=hasOwnProperty",
        "#" + "a" * 30000,
        "#%E0%A4%A",
    ],
)
def test_a_made_up_link_shows_the_page_as_it_opens(show: Show, hash_: str) -> None:
    opened = show(small_graph(), hash_)
    assert opened.page.locator(".start h2").inner_text() == "Who says so, who denies it"
    assert "graph" in (opened.page.locator(".pane:visible").get_attribute("class") or "")
    opened.assert_quiet()


def test_a_link_brings_back_the_view_it_was_copied_from(show: Show) -> None:
    graph = small_graph()
    opened = show(graph, focus="Marovia")
    page = opened.page
    page.click('[data-facet=stance] [data-option="plans"] input')
    page.click("#top-disputed button")
    opened.settle()
    before = page.locator("#app").inner_text()
    hash_ = page.evaluate("location.hash")
    page.goto("about:blank")
    page.goto(opened.path.as_uri() + hash_)
    page.wait_for_selector("#app[data-ready=yes]")
    opened.settle()
    assert page.locator("#app").inner_text() == before
    page.goto(opened.path.as_uri() + "#view=top")
    opened.settle()
    assert "6 of 9 entities shown" in page.locator("footer.status").inner_text()


def saved(opened: Opened, label: str) -> bytes:
    opened.page.click(".menu > summary")
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name=label).click()
    return Path(download.value.path()).read_bytes()


def test_shown_claims_are_exported_as_csv_and_json_without_formulas(show: Show) -> None:
    graph = hostile_graph()
    opened = show(graph)
    rows = list(csv.DictReader(saved(opened, "Shown claims, CSV").decode("utf-8-sig").splitlines()))
    records = json.loads(saved(opened, "Shown claims, JSON"))
    ranked = rank(graph)
    expected = {
        s.claim.id for edge in edges_between(ranked, choose_top(ranked, 60)) for p in edge.propositions for s in graph.statements_of[p.id]
    }
    assert {r["claim"] for r in records} == expected and {r["claim"] for r in rows} <= expected
    for record in records:
        assert record["quote"] == graph.quote(graph.statements[record["claim"]].claim)
    raw = saved(opened, "Shown claims, CSV").decode("utf-8-sig")
    assert not re.search(r'(^|,)"?[=+@]', raw, re.MULTILINE)
    opened.assert_quiet()


def test_the_picture_is_exported_as_svg_without_scripts_and_as_png(show: Show) -> None:
    opened = show(hostile_graph())
    svg = saved(opened, "Picture, SVG")
    root = ElementTree.fromstring(svg)
    tags = {element.tag.split("}")[1] for element in root.iter()}
    assert tags <= {"svg", "rect", "path", "polygon", "circle", "text"}
    assert not any("href" in name or name.startswith("on") for element in root.iter() for name in element.attrib)
    small = show(small_graph())
    paths = ElementTree.fromstring(saved(small, "Picture, SVG")).findall("{http://www.w3.org/2000/svg}path")
    assert len(paths) == 9 and sum(p.get("stroke-dasharray") == "9 5" for p in paths) == 1
    png = saved(small, "Picture, PNG")
    assert png.startswith(b"\x89PNG") and len(png) > 5000
    small.assert_quiet()


def test_with_javascript_off_the_table_of_claims_is_there(show: Show) -> None:
    opened = show(small_graph(), java_script_enabled=False)
    assert opened.page.locator("main#plain").is_visible() and not opened.page.locator("#app").is_visible()
    assert opened.page.locator("#plain tbody tr").count() == 15


def test_with_javascript_on_the_table_gives_way_to_the_picture(show: Show) -> None:
    opened = show(small_graph())
    assert not opened.page.locator("main#plain").is_visible() and opened.page.locator("#app").is_visible()


def test_an_article_that_a_later_version_replaced_is_shown_but_not_counted(show: Show) -> None:

    graph = replace(small_graph(), replaces={"a-kesh": "a-harbour"})
    opened = show(graph, f"#pick=p.{proposition(graph, 'Marovia sent troops to Port Kesh')}")
    text = opened.page.locator(".panel").inner_text()
    assert "1 independent voice (1 article)" in text and "3 claims of superseded versions" in text
    assert opened.page.locator("details .claim").count() == 3


def test_an_empty_graph_opens(show: Show) -> None:
    opened = show(small_graph(without=("a-harbour", "a-kesh", "a-lake")))
    assert "0 of 0 entities shown" in opened.page.locator("footer.status").inner_text()
    opened.assert_quiet()
