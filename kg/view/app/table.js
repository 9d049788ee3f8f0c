// Table mode: everything the picture shows, and the whole file, as real tables for the keyboard and for screen readers.
import {bdi, button, el, replace} from "./dom.js";
import {activeOf, claimsAbout, isoDay, objectText, outletOf, relationOf, sentenceOf, sourceName, stanceOf, tally} from "./model.js";
import {statusMark} from "./panel.js";
import {icon, palette} from "./shapes.js";
import {number} from "./text.js";

const PAGE = 200; // rows drawn at a time

function entityButton(m, e, actions) {
  return button([icon(m.kinds[m.entity.kind[e]], palette()), bdi(m.entity.name[e])], () => actions.pick({kind: "e", id: e}), {class: "link"});
}

function when(date) {
  return el("span.when", date || "undated");
}

/** Columns: [title, value to sort by, cell]. */
function relations(m, view, state, actions) {
  const props = state.scope === "view" ? view.edges.flatMap((e) => e.props.map((p) => [p, e])) : [...m.proposition.id.keys()].map((p) => [p, null]);
  const rows = props.map(([p, edge]) => ({p, edge, claims: activeOf(view, m.claimsOf[p])})).filter((r) => r.claims.length)
    .map((r) => ({...r, t: tally(m, r.claims)}));
  const order = m.statuses.map((s) => s.name);
  const open = (r) => button(relationOf(m, r.p).label, () => actions.pick({kind: "p", id: r.p}), {
    class: "link strong", "data-proposition": m.proposition.id[r.p], "data-edge": r.edge ? m.proposition.id[r.edge.id] : null,
    "aria-label": `claims: ${sentenceOf(m, r.p)}`,
  });
  const object = (r) => m.proposition.object[r.p];
  return {rows, columns: [
    ["Subject", (r) => m.entity.name[m.proposition.subject[r.p]], (r) => entityButton(m, m.proposition.subject[r.p], actions)],
    ["Relation", (r) => relationOf(m, r.p).label, open],
    ["Object", (r) => objectText(m, r.p), (r) => (object(r) >= 0 ? entityButton(m, object(r), actions) : bdi(objectText(m, r.p)))],
    ["Status", (r) => order.indexOf(r.t.status), (r) => statusMark(m, r.t.status)],
    ["For", (r) => -r.t.plus, (r) => r.t.plus || "–"],
    ["Against", (r) => -r.t.minus, (r) => r.t.minus || "–"],
    ["Voices", (r) => -r.t.voices.size, (r) => r.t.voices.size],
    ["Articles", (r) => -r.t.articles.size, (r) => r.t.articles.size],
    ["Latest", (r) => -(r.t.latest ?? -1e9), (r) => when(r.t.latest === null ? null : isoDay(r.t.latest))],
  ]};
}

function entities(m, view, state, actions) {
  const ids = state.scope === "view" ? view.nodes.map((n) => n.id).filter((id) => id >= 0) : [...m.entity.id.keys()];
  const rows = ids.map((e) => ({e, claims: claimsAbout(m, view, e), says: activeOf(view, m.saidBy[e]).length}));
  return {rows, columns: [
    ["Entity", (r) => m.entity.name[r.e], (r) => entityButton(m, r.e, actions)],
    ["Type", (r) => m.entity.type[r.e], (r) => m.entity.type[r.e]],
    ["Also known as", (r) => m.entity.aliases[r.e].join(), (r) => bdi(m.entity.aliases[r.e].slice(0, 4).join(", "))],
    ["Claims about it", (r) => -r.claims, (r) => r.claims],
    ["Claims by it", (r) => -r.says, (r) => r.says],
    ["Mentions", (r) => -m.entity.mentions[r.e], (r) => m.entity.mentions[r.e]],
    ["", null, (r) => button("neighbourhood", () => actions.ego(r.e), {class: "quiet", "aria-label": `neighbourhood of ${m.entity.name[r.e]}`})],
  ]};
}

function claims(m, view, state, actions) {
  const ids = state.scope === "view" ? view.edges.flatMap((e) => e.claims) : [...m.claim.id.keys()];
  const rows = activeOf(view, ids).map((c) => ({c, p: m.claim.proposition[c], a: m.claim.article[c]}));
  return {rows, columns: [
    ["Claim", (r) => r.p, (r) => button([bdi(sentenceOf(m, r.p))], () => actions.pick({kind: "c", id: r.c}), {class: "link", "data-claim": m.claim.id[r.c]})],
    ["Says", (r) => m.claim.stance[r.c], (r) => stanceOf(m, r.c)],
    ["Source", (r) => sourceName(m, r.c), (r) => bdi(sourceName(m, r.c))],
    ["Outlet", (r) => outletOf(m, r.a), (r) => bdi(outletOf(m, r.a))],
    ["Published", (r) => -(m.article.day[r.a] ?? -1e9), (r) => when(m.article.published[r.a])],
    ["Quantity", (r) => (m.claim.quantity[r.c] ? 0 : 1), (r) => (m.claim.quantity[r.c] ? bdi(m.claim.quantity[r.c].text) : "")],
    ["Review", (r) => m.claim.review[r.c] || "~", (r) => m.claim.review[r.c] || ""],
    ["", null, (r) => button("read", () => actions.read(r.c), {class: "quiet", "aria-label": `read in article: ${sentenceOf(m, r.p)}`})],
  ]};
}

const KINDS = {relations, entities, claims};

function compare(value, down) {
  return (a, b) => {
    const [x, y] = [value(a), value(b)];
    const order = typeof x === "number" ? x - y : x.localeCompare(y, "en");
    return down ? -order : order;
  };
}

function head(columns, sort, redraw) {
  return el("tr", columns.map(([title, value], i) => {
    const mine = sort.column === i;
    const turn = () => {
      sort.down = mine && !sort.down;
      sort.column = i;
      redraw();
    };
    return el("th", {scope: "col", "aria-sort": mine ? (sort.down ? "descending" : "ascending") : null},
      value ? button([title, mine ? (sort.down ? " ▾" : " ▴") : ""], turn, {class: "sort"}) : title);
  }));
}

function choice(label, options, current, set) {
  return el("div.choice", {role: "group", "aria-label": label}, options.map(([value, text]) =>
    button(text, () => set(value), {"aria-pressed": String(value === current)})));
}

/** `memory` keeps the order between drawings. */
export function drawTable(node, m, view, state, actions, memory) {
  const {rows, columns} = KINDS[state.rows](m, view, state, actions);
  const sort = memory.kind === state.rows ? memory : Object.assign(memory, {kind: state.rows, column: -1, down: false});
  if (sort.column >= 0) rows.sort(compare(columns[sort.column][1], sort.down));
  const body = el("tbody");
  const show = (from) => {
    body.append(...rows.slice(from, from + PAGE).map((r) => el("tr", columns.map(([, , cell]) => el("td", cell(r))))));
    if (rows.length <= from + PAGE) return;
    const more = el("tr", el("td", {colspan: columns.length}, button(`Show more of ${number(rows.length - from - PAGE)}`, () => {
      more.remove();
      show(from + PAGE);
    })));
    body.append(more);
  };
  show(0);
  replace(node,
    el("div.row.bar-row",
      choice("rows", [["relations", "Relations"], ["entities", "Entities"], ["claims", "Claims"]], state.rows, (value) => actions.update({rows: value})),
      choice("scope", [["view", "In this view"], ["file", "Whole file"]], state.scope, (scope) => actions.update({scope})),
      el("span.fine", `${number(rows.length)} rows`)),
    el("div.scroll", el("table.data",
      el("caption.unseen", `${state.rows}, ${state.scope === "view" ? "in this view" : "whole file"}`),
      el("thead", head(columns, sort, () => drawTable(node, m, view, state, actions, memory))), body)));
}
