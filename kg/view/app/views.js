// Which entities and edges are drawn. kg/view/start.py does the same for the view the page opens with.
import {relationOf, tally} from "./model.js";

const HELD = ["disputed", "asserted", "reported"];

/** Neighbours of an entity, those with most claims first: [{id, weight, group}]. */
export function neighbours(m, e) {
  const found = new Map();
  for (const p of m.propsOf[e]) {
    const {subject, object} = m.proposition;
    const other = subject[p] === e ? object[p] : subject[p];
    if (other < 0 || other === e) continue;
    const entry = found.get(other) || {id: other, weight: 0, group: relationOf(m, p).group};
    entry.weight += m.claimsOf[p].length;
    found.set(other, entry);
  }
  return [...found.values()].sort((a, b) => b.weight - a.weight || a.id - b.id);
}

/**
 * The entities of a view, before filters, so that filtering never moves a node: {nodes: entity -> parent, folds}.
 * What the cap leaves out is folded into "+n more" nodes, one a group of relations.
 */
export function chooseNodes(m, state) {
  const nodes = new Map();
  const folds = [];
  if (state.focus < 0) for (const n of m.drawn) nodes.set(n.id, -1);
  else nodes.set(state.focus, -1);
  let ring = state.focus < 0 ? [] : [state.focus];
  for (let depth = 0; depth < state.depth; depth++) ring = spread(m, state, ring, nodes, depth === 0 ? folds : null);
  for (const e of state.plus) {
    if (!nodes.has(e)) nodes.set(e, -1);
    spread(m, {...state, max: Math.min(300, nodes.size + 30)}, [e], nodes, folds);
  }
  return {nodes, folds};
}

function spread(m, state, ring, nodes, folds) {
  const next = [];
  for (const e of ring) {
    const left = [];
    for (const n of neighbours(m, e)) {
      if (nodes.has(n.id)) continue;
      if (nodes.size < state.max) {
        nodes.set(n.id, e);
        next.push(n.id);
      } else left.push(n);
    }
    if (folds) folds.push(...foldUp(e, left));
  }
  return next;
}

function foldUp(parent, left) {
  const groups = new Map();
  for (const n of left) groups.set(n.group, [...(groups.get(n.group) || []), n.id]);
  return [...groups].map(([group, members]) => ({parent, group, members}));
}

/** Edges among the nodes that filters leave: one an ordered pair, group of relations and kind of standing. */
export function chooseEdges(m, nodes, active) {
  const bundles = new Map();
  for (const e of nodes.keys()) {
    for (const p of m.propsOf[e]) {
      const object = m.proposition.object[p];
      if (m.proposition.subject[p] !== e || object < 0 || object === e || !nodes.has(object)) continue;
      const claims = m.claimsOf[p].filter((c) => active[c]);
      if (!claims.length) continue;
      const t = tally(m, claims);
      const standing = HELD.includes(t.status) ? "held" : t.status;
      const key = JSON.stringify([e, object, relationOf(m, p).group, standing]);
      const bundle = bundles.get(key) || {from: e, to: object, props: [], claims: [], statuses: []};
      bundle.props.push(p);
      bundle.claims.push(...claims);
      bundle.statuses.push(t.status);
      bundles.set(key, bundle);
    }
  }
  return [...bundles.values()].map((b) => finish(m, b)).sort((a, b) => a.props[0] - b.props[0]);
}

function finish(m, bundle) {
  const t = tally(m, bundle.claims);
  const order = [...HELD, "planned", "hypothetical", "denied"];
  bundle.props.sort((a, b) => a - b);
  bundle.id = bundle.props[0];
  bundle.weight = bundle.claims.length;
  bundle.status = order.find((s) => bundle.statuses.includes(s));
  bundle.tally = t;
  bundle.symmetric = bundle.props.every((p) => relationOf(m, p).symmetric);
  bundle.label = edgeLabel(m, bundle, t);
  return bundle;
}

/** `sent troops to +10 −6`, `attacked −1 · denied`: what nobody says to be so, says it in words. */
function edgeLabel(m, bundle, t) {
  const parts = [relationOf(m, bundle.props[0]).label];
  if (bundle.props.length > 1) parts.push(`& ${bundle.props.length - 1} more`);
  parts.push(signs(t));
  const words = parts.filter(Boolean).join(" ");
  return HELD.includes(bundle.status) ? words : `${words} · ${bundle.status}`;
}

/** `+3 −1` */
export function signs(t) {
  return [t.plus ? `+${t.plus}` : "", t.minus ? `−${t.minus}` : ""].filter(Boolean).join(" ");
}
