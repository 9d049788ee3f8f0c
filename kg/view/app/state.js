// What the page shows is one value, kept in the address after '#': every view can be linked to, and Back works.
// The address comes from outside: each key has its own parser, which answers undefined for anything it doesn't know.

const TABS = ["graph", "table", "article"];
const SCOPES = ["view", "file"];
const ROWS = ["relations", "entities", "claims"];
const LONGEST = 20000;

export const EMPTY = {
  focus: -1, depth: 1, plus: [], max: 60, tab: "graph", scope: "view", rows: "relations", article: -1, pick: null,
  from: null, to: null, undated: true, chosen: new Map(),
};

function day(text) {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const time = Date.parse(text + "T00:00:00Z");
  return Number.isNaN(time) ? undefined : Math.round(time / 86400000);
}

function whole(text, low, high) {
  const n = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  return n >= low && n <= high ? n : undefined;
}

function oneOf(list, text) {
  return list.includes(text) ? text : undefined;
}

/** `e.ID` an entity, `p.ID` a proposition, `b.ID` the edge with it, `c.ID` a claim. */
function pick(m, text) {
  const kinds = new Map([["e", "entity"], ["p", "proposition"], ["b", "proposition"], ["c", "claim"]]);
  const kind = kinds.get(text[0]);
  const id = kind && text[1] === "." ? m.at[kind].get(text.slice(2)) : undefined;
  return id === undefined ? undefined : {kind: text[0], id};
}

function parsers(m) {
  const entity = (text) => m.at.entity.get(text);
  return {
    focus: entity,
    depth: (text) => whole(text, 1, 3),
    max: (text) => whole(text, 2, 300),
    tab: (text) => oneOf(TABS, text),
    scope: (text) => oneOf(SCOPES, text),
    rows: (text) => oneOf(ROWS, text),
    article: (text) => m.at.article.get(text),
    pick: (text) => pick(m, text),
    from: day,
    to: day,
    undated: (text) => (text === "0" ? false : undefined),
  };
}

/** The state that an address stands for; what is missing or unknown is as when the page opens. */
export function parse(m, facets, hash) {
  const state = {...EMPTY, focus: m.start.focus, max: m.start.max, chosen: new Map(), plus: []};
  const given = new URLSearchParams(hash.slice(1, LONGEST));
  for (const [key, parser] of Object.entries(parsers(m))) {
    const value = given.has(key) ? parser(given.get(key)) : undefined;
    if (value !== undefined) state[key] = value;
  }
  if (given.get("view") === "top") state.focus = -1;
  state.plus = given.getAll("plus").map((id) => m.at.entity.get(id)).filter((e) => e !== undefined).slice(0, 50);
  for (const facet of facets) {
    const chosen = chosenOptions(facet, given);
    if (chosen) state.chosen.set(facet.key, chosen);
  }
  return state;
}

function chosenOptions(facet, given) {
  const options = (key) => given.getAll(key).map((name) => facet.at.get(name)).filter((o) => o !== undefined);
  if (given.has(facet.key)) return new Set(options(facet.key));
  const without = options(`not-${facet.key}`);
  if (!without.length) return null;
  return new Set(facet.options.map((_, o) => o).filter((o) => !without.includes(o)));
}

/** The address of a state, without what is as when the page opens. */
export function format(m, facets, state) {
  const out = new URLSearchParams();
  const base = {...EMPTY, max: m.start.max};
  if (state.focus >= 0) out.set("focus", m.entity.id[state.focus]);
  else if (m.start.focus >= 0) out.set("view", "top");
  for (const key of ["depth", "max", "tab", "scope", "rows"]) if (state[key] !== base[key]) out.set(key, state[key]);
  for (const e of state.plus) out.append("plus", m.entity.id[e]);
  if (state.article >= 0) out.set("article", m.article.id[state.article]);
  if (state.pick) out.set("pick", `${state.pick.kind}.${pickedId(m, state.pick)}`);
  for (const key of ["from", "to"]) if (state[key] !== null) out.set(key, new Date(state[key] * 864e5).toISOString().slice(0, 10));
  if (!state.undated) out.set("undated", "0");
  for (const facet of facets) addChosen(out, facet, state.chosen.get(facet.key));
  return "#" + out.toString();
}

function pickedId(m, pick) {
  if (pick.kind === "e") return m.entity.id[pick.id];
  return pick.kind === "c" ? m.claim.id[pick.id] : m.proposition.id[pick.id];
}

/** The shorter of what is ticked and what is not. */
function addChosen(out, facet, chosen) {
  if (!chosen) return;
  const without = facet.options.filter((_, o) => !chosen.has(o));
  if (chosen.size && chosen.size <= without.length) for (const o of chosen) out.append(facet.key, facet.options[o].name);
  else if (chosen.size) for (const option of without) out.append(`not-${facet.key}`, option.name);
  else out.set(facet.key, "-");
}
