// The graph of a view: nodes with their places and sizes, edges, and what of them stands out.
import {evaluate, filtersSet} from "./filters.js";
import {freeSpot, rings} from "./layout.js";
import {chooseEdges, chooseNodes, neighbours} from "./views.js";

export const FOLD = -1000; // ids of "+n more" nodes count down from here: below -1, which means "none"

function nodeSize(m, e) {
  return Math.min(20, 6.5 + 2.1 * Math.log2(1 + m.weight[e]));
}

/** Where nodes stand: from Python for the start view, in rings for an ego view; what is added finds a free spot. */
function layout(m, state, nodes, folds, memory) {
  const key = `${state.focus} ${state.depth} ${state.max}`;
  const known = memory.get(key) || new Map();
  memory.set(key, known);
  if (!known.size) {
    if (state.focus < 0) for (const n of m.drawn) known.set(n.id, {x: n.x, y: n.y});
    else {
      const tree = new Map([...chooseNodes(m, {...state, plus: []}).nodes]);
      folds.filter((f) => f.parent === state.focus).forEach((f) => tree.set(f.id, f.parent));
      const group = new Map(neighbours(m, state.focus).map((n) => [n.id, n.group]));
      const name = (id) => (id <= FOLD ? "\uffff" : group.get(id) || "");
      rings(tree, (a, b) => (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : a - b)).forEach((spot, id) => known.set(id, spot));
    }
  }
  for (const [e, parent] of [...nodes, ...folds.map((f) => [f.id, f.parent])]) {
    if (!known.has(e)) known.set(e, freeSpot(known.get(parent) || {x: 0, y: 0}, known));
  }
  return known;
}

/** The nodes of a view as they are drawn; what is folded stands for itself. */
function drawnNodes(m, state, {nodes, folds}, linked, spots) {
  const side = (id) => (state.focus >= 0 && Math.abs(spots.get(id).x) > 60 ? Math.sign(spots.get(id).x) : 0);
  const drawn = [...nodes.keys()].filter((e) => linked.has(e)).map((e) => ({
    id: e, label: m.entity.name[e], kind: m.entity.kind[e], size: nodeSize(m, e), rank: e === state.focus ? 1 : -e,
  }));
  const folded = folds.filter((f) => linked.has(f.parent)).map((f) => ({
    id: f.id, fold: f, label: `+${f.members.length} more: ${f.group}`, kind: 0, size: 8, rank: -1e9,
  }));
  const all = [...drawn, ...folded].map((n) => ({...n, ...spots.get(n.id), side: side(n.id)}));
  const full = Math.max(0.6, Math.min(1, Math.sqrt(28 / all.length))); // a full picture has smaller nodes
  for (const n of all) n.size *= full;
  for (const n of all) n.room = Math.min(...all.filter((o) => o !== n).map((o) => Math.hypot(o.x - n.x, o.y - n.y)), 1000);
  return all;
}

/** Everything that is drawn, for a state. Nodes that filters leave without an edge go, but for the one in focus.
 * `memory` keeps positions, so that a node stays where it was when a view comes back. */
export function makeView(m, facets, state, memory) {
  const found = evaluate(m, facets, state);
  const chosen = chooseNodes(m, state);
  chosen.folds.forEach((f, i) => Object.assign(f, {id: FOLD - i}));
  const near = new Set([state.focus, ...state.plus]);
  const edges = chooseEdges(m, chosen.nodes, found.active);
  for (const e of edges) e.aside = state.focus >= 0 && !near.has(e.from) && !near.has(e.to);
  const linked = new Set([...near, ...edges.flatMap((e) => [e.from, e.to])]);
  const nodes = drawnNodes(m, state, chosen, linked, layout(m, state, chosen.nodes, chosen.folds, memory));
  return {...found, nodes, edges, folds: chosen.folds, filters: filtersSet(state)};
}

/** What of the picture stands out for a pick; null: nothing does. */
export function highlighted(m, view, {pick, focus}) {
  if (!pick || (pick.kind === "e" && pick.id === focus)) return null;
  const p = pick.kind === "c" ? m.claim.proposition[pick.id] : pick.id;
  const edges = view.edges.filter((e) => (pick.kind === "e" ? e.from === pick.id || e.to === pick.id : e.props.includes(p)));
  const nodes = new Set(edges.flatMap((e) => [e.from, e.to]));
  if (pick.kind === "e") nodes.add(pick.id);
  if (!view.nodes.some((n) => nodes.has(n.id))) return null;
  return {nodes, edges: new Set(edges.map((e) => e.id)), chosen: pick.kind === "e" ? pick.id : null};
}
