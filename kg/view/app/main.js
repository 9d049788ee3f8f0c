// The page: builds its frame, keeps the state in the address, and draws again what a change of state touches.
import {add, announce, announcer, bdi, button, el, replace} from "./dom.js";
import {save} from "./exports.js";
import {drawFacets} from "./facetview.js";
import {makeFacets} from "./filters.js";
import {listenToKeys, showHelp} from "./keys.js";
import {copied} from "./links.js";
import {loadModel, sentenceOf} from "./model.js";
import {drawPanel} from "./panel.js";
import {FOLD, highlighted, makeView} from "./picture.js";
import {drawReader} from "./reader.js";
import {createRenderer} from "./render.js";
import {searchField} from "./search.js";
import {icon, line, palette} from "./shapes.js";
import {format, parse} from "./state.js";
import {drawTable} from "./table.js";
import {drawTimeline} from "./timeline.js";
import {count, number} from "./text.js";
import {neighbours} from "./views.js";

/** The page's working memory: state is what the address says, the rest is derived from it or remembered for a visit. */
const app = {m: null, facets: [], state: null, view: null, ui: {}, spots: new Map(), opened: new Map(), sort: {}, done: {}};

// ---------------------------------------------------------------- changing

/** What the address says now: two changes may come before the first of them is drawn. */
function current() {
  return parse(app.m, app.facets, location.hash);
}

function update(patch) {
  const hash = format(app.m, app.facets, {...current(), ...patch});
  if (hash === location.hash || (hash === "#" && !location.hash)) return draw();
  location.hash = hash;
}

const actions = {
  update,
  pick: (pick) => update({pick}),
  ego: (e) => update({focus: e, plus: [], depth: 1, tab: "graph", pick: {kind: "e", id: e}}),
  expand: (e) => update({plus: [...current().plus.filter((p) => p !== e), e], tab: "graph"}),
  collapse: (e) => update({plus: current().plus.filter((p) => p !== e)}),
  read: (c) => update({tab: "article", article: app.m.claim.article[c], pick: {kind: "c", id: c}}),
  toggle: (facet, o) => {
    const chosen = new Set(current().chosen.get(facet.key) || facet.options.map((_, i) => i));
    if (!chosen.delete(o)) chosen.add(o);
    choose(facet, chosen);
  },
  only: (facet, o) => choose(facet, new Set([o])),
  all: (facet) => choose(facet, null),
  clear: () => update({chosen: new Map(), from: null, to: null, undated: true}),
  enterTable: () => app.ui.table.querySelector("tbody button")?.focus(),
  back: () => history.back(),
  fit: () => app.renderer.fit(),
  state: current,
  view: () => app.view,
  facet: (key) => app.facets.find((f) => f.key === key),
  neighbours: (e) => neighbours(app.m, e).map((n) => n.id),
  spots: () => app.renderer.spots(),
};

function choose(facet, chosen) {
  const all = new Map(current().chosen);
  if (chosen && chosen.size < facet.options.length) all.set(facet.key, chosen);
  else all.delete(facet.key);
  update({chosen: all});
}

// ---------------------------------------------------------------- drawing

/** Runs `make` only when `key` differs from the last time. */
function once(name, key, make) {
  if (app.done[name] === key) return;
  app.done[name] = key;
  make();
}

function filterKey(state) {
  return JSON.stringify([[...state.chosen].map(([k, v]) => [k, [...v].sort((a, b) => a - b)]), state.from, state.to, state.undated]);
}

function draw() {
  const {m, facets, ui} = app;
  const state = current();
  app.state = state;
  const filters = filterKey(state);
  const graph = JSON.stringify([filters, state.focus, state.depth, state.max, state.plus]);
  const place = JSON.stringify([state.focus, state.depth, state.max]);
  const pick = state.pick ? `${state.pick.kind}.${state.pick.id}` : "";
  showTab(state.tab);
  once("view", graph, () => void (app.view = makeView(m, facets, state, app.spots)));
  if (state.tab === "graph") once("graph", graph, () => {
    drawLegend(m);
    app.renderer.setView(app.view.nodes, app.view.edges);
    app.done.highlight = null;
  });
  if (state.tab === "graph") once("fit", place, () => app.renderer.fit());
  if (state.tab === "graph") once("highlight", `${graph} ${pick}`, () => app.renderer.highlight(highlighted(m, app.view, state)));
  once("facets", filters, () => {
    drawFacets(ui.facets, m, facets, app.view, state, actions, app.opened);
    drawTimeline(ui.timeline, m, app.view, state, actions);
  });
  const waiting = [];
  once("panel", `${graph} ${pick}`, () => waiting.push(drawPanel(ui.panel, m, app.view, state, actions)));
  if (state.tab === "table") once("table", `${graph} ${state.rows} ${state.scope}`, () => drawTable(ui.table, m, app.view, state, actions, app.sort));
  if (state.tab === "article") once("article", `${filters} ${state.article} ${pick}`, () =>
    waiting.push(drawReader(ui.article, m, app.view, state, actions)));
  drawBar(m, state);
  drawStatus(m, state, pick);
  const {hash} = location;
  Promise.all(waiting).then(() => void (ui.app.dataset.shown = hash)); // for tests: all of this view is there
}

function showTab(tab) {
  for (const name of ["graph", "table", "article"]) {
    app.ui[name].hidden = name !== tab;
    app.ui.tabs[name].setAttribute("aria-selected", String(name === tab));
    app.ui.tabs[name].tabIndex = name === tab ? 0 : -1;
  }
}

function drawBar(m, state) {
  const top = state.focus < 0;
  const depth = (d) => button(String(d), () => update({depth: d}), {"aria-pressed": String(d === state.depth), "aria-label": `depth ${d}`});
  replace(app.ui.where,
    top ? el("span", "Most important propositions")
      : [button("‹ Top", () => update({focus: -1, plus: [], depth: 1}), {class: "quiet"}), el("span", "Around ", el("strong", bdi(m.entity.name[state.focus]))),
        "depth", el("span.choice", {role: "group", "aria-label": "depth"}, depth(1), depth(2))]);
}

function drawStatus(m, state, pick) {
  const {view, ui} = app;
  const shownEntities = view.nodes.filter((n) => !n.fold).length;
  const claims = view.edges.reduce((sum, e) => sum + e.claims.length, 0);
  const text = `${number(shownEntities)} of ${count(m.entity.id.length, "entity")} shown`;
  const parts = [text, `${number(claims)} of ${count(m.claim.id.length, "claim")}`, view.filters ? `${count(view.filters, "filter")} active` : "no filter"];
  replace(ui.status, parts.map((part) => el("span", part)));
  ui.canvas.setAttribute("aria-label", `Graph: ${parts.join(", ")}. Press T for the same as a table.`);
  const picked = state.pick && (state.pick.kind === "e" ? m.entity.name[state.pick.id]
    : sentenceOf(m, state.pick.kind === "c" ? m.claim.proposition[state.pick.id] : state.pick.id));
  once("said", `${pick} ${text}`, () => announce(picked ? `${picked}. ${text}` : text));
}

// ---------------------------------------------------------------- the frame

function tab(name, label, key) {
  return button(label, () => update({tab: name}), {role: "tab", id: `tab-${name}`, "aria-controls": `pane-${name}`, title: key ? `${label} (${key})` : label});
}

function exportMenu() {
  const item = (kind, label) => button(label, () => {
    menu.open = false;
    save(kind, app.m, app.view, () => app.renderer.scene()).catch((error) => announce(`Export failed: ${error.message}`));
  });
  const menu = el("details.menu", el("summary", "Export"), el("div.items",
    item("csv", "Shown claims, CSV"), item("json", "Shown claims, JSON"), item("svg", "Picture, SVG"), item("png", "Picture, PNG")));
  document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
  return menu;
}

function drawLegend(m) {
  const paint = palette();
  const present = new Set(app.view.nodes.filter((n) => !n.fold).map((n) => n.kind));
  replace(app.ui.legend,
    el("ul", m.kinds.map((k, i) => present.has(i) && el("li", icon(k, paint), k.label))),
    el("ul", m.statuses.map((s) => el("li", line(s, paint), s.label))),
    el("span", "+ claims for  − claims against"));
}

function frame(m) {
  const ui = app.ui;
  ui.tabs = {graph: tab("graph", "Graph"), table: tab("table", "Table", "T"), article: tab("article", "Article")};
  ui.canvas = el("div.canvas", {role: "img", tabindex: "0", "aria-label": "Graph"});
  ui.legend = el("div.legend", {role: "group", "aria-label": "Legend"});
  const zoom = el("div.zoom", button("+", () => app.renderer.zoom(1.3), {"aria-label": "zoom in"}),
    button("−", () => app.renderer.zoom(1 / 1.3), {"aria-label": "zoom out"}), button("Fit", () => app.renderer.fit()));
  const pane = (name, ...inside) => el("div", {class: `pane ${name}`, id: `pane-${name}`, role: "tabpanel", "aria-labelledby": `tab-${name}`}, ...inside);
  ui.graph = pane("graph", el("div.stage", ui.canvas, zoom), ui.legend);
  ui.table = pane("table");
  ui.article = pane("article");
  ui.where = el("div.here");
  ui.facets = el("aside.facets", {"aria-label": "Filters"});
  ui.panel = el("aside.panel", {"aria-label": "Claims", tabindex: "-1"});
  ui.timeline = el("section.timeline", {"aria-label": "Timeline"});
  ui.status = el("span.counts");
  const wide = button("Side by side", () => ui.app.classList.toggle("wide"), {class: "quiet", title: "claims side by side (W)"});
  ui.wide = wide;
  return [
    el("header.top", searchField(m, (e) => actions.ego(e)),
      button("‹ Back", actions.back, {class: "quiet"}),
      el("span.space"), wide, exportMenu(), button("Help", showHelp, {class: "quiet", title: "Keys (?)"})),
    ui.facets,
    el("main.centre", el("div.tabs", el("div", {role: "tablist", "aria-label": "views"}, Object.values(ui.tabs)), ui.where),
      ui.graph, ui.table, ui.article),
    ui.panel, ui.timeline,
    el("footer.status", ui.status, el("span.space"), button("Copy link to this view", () => copied(location.href), {class: "quiet"}),
      button("Table (T)", () => update({tab: "table"}), {class: "quiet"})),
    announcer(),
  ];
}

function picked(what) {
  if (!what) return app.state.pick && update({pick: null});
  if (what.node !== undefined) return what.node <= FOLD ? openFold(what.node) : actions.pick({kind: "e", id: what.node});
  return actions.pick({kind: "b", id: what.edge});
}

/** Draws what a "+n more" node stands for, as far as a picture can hold it. */
function openFold(id) {
  const fold = app.view.folds.find((f) => f.id === id);
  if (fold.parent === app.state.focus) return update({max: Math.min(300, app.state.max + Math.min(60, fold.members.length))});
  return announce(`${fold.members.length} more: see the table`);
}

async function begin() {
  const root = document.getElementById("app");
  const m = await loadModel();
  app.m = m;
  app.facets = makeFacets(m);
  app.ui.app = root;
  add(root, frame(m));
  document.getElementById("plain").hidden = true;
  root.hidden = false;
  app.renderer = createRenderer(app.ui.canvas, m);
  app.renderer.onPick(picked);
  app.renderer.onOpen((id) => (id <= FOLD ? openFold(id) : actions.expand(id)));
  addEventListener("hashchange", draw);
  new ResizeObserver(() => drawTimeline(app.ui.timeline, m, app.view, app.state, actions)).observe(app.ui.timeline);
  new ResizeObserver(() => app.renderer.fit()).observe(app.ui.canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawLegend(m);
    app.renderer.repaint();
    app.done.facets = app.done.panel = app.done.table = null;
    draw();
  });
  listenToKeys(m, app.ui, actions);
  draw();
  root.dataset.ready = "yes";
}

begin().catch((error) => {
  const note = el("p", {role: "alert"}, `The picture could not be drawn (${error.message}). The table below needs nothing.`);
  document.getElementById("plain").prepend(note);
});
