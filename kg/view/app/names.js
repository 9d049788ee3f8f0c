// The names on the picture: which, where, and drawn on vis-network's canvas. `r` is the renderer (render.js).
import {geometry, pointAt, radius} from "./geometry.js";
import {placeLabels} from "./labels.js";
import {cut} from "./text.js";

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
export const NODE_FONT = 12.5;
export const EDGE_FONT = 11;
export const FEW = 40; // up to so many edges all may have a label, above it only the most important
const SOME = 12;

/** Importance of an edge's label: pointed at, picked, disputed, then by claims. */
function importance(r, e) {
  const near = r.hovered && (r.hovered.edge === e.id || r.hovered.node === e.from || r.hovered.node === e.to);
  const picked = r.picked && r.picked.edges.has(e.id);
  return (near ? 1e6 : 0) + (picked ? 1e5 : 0) + (e.status === "disputed" ? 1e3 : 0) + Math.min(999, e.weight);
}

/** Pieces of the edges at each node, near it: a label is better put where none of them runs. */
function spokes(r, scale) {
  const found = new Map([...r.nodes.keys()].map((id) => [id, []]));
  for (const e of r.edges) {
    const shape = geometry(r, e);
    const at = (t) => {
      const p = pointAt(shape, t);
      return {x: p.x * scale, y: p.y * scale};
    };
    found.get(e.from).push([at(0), at(0.35)]);
    found.get(e.to).push([at(1), at(0.65)]);
  }
  return found;
}

function ruler(context, font) {
  return (text) => {
    context.font = `${font === NODE_FONT ? "500 " : ""}${font}px ${FONT}`;
    return context.measureText(text).width + 4;
  };
}

/** Names of nodes, most important first. */
function nodeLabels(r, context, scale) {
  const wide = ruler(context, NODE_FONT);
  const near = spokes(r, scale);
  const label = (n) => {
    const at = r.network.getPosition(n.id);
    const text = cut(n.label, 28);
    const hot = (r.hovered && r.hovered.node === n.id) || (r.picked && r.picked.chosen === n.id);
    const faint = r.picked && !r.picked.nodes.has(n.id);
    return {
      id: n.id, text, w: wide(text), h: NODE_FONT + 3, x: at.x * scale, y: at.y * scale, r: radius(r, n) * scale, side: n.side,
      lines: near.get(n.id), must: hot, faint, first: hot ? 2 : faint ? 0 : 1,
    };
  };
  return [...r.nodes.values()].sort((a, b) => b.rank - a.rank).map(label).sort((a, b) => b.first - a.first);
}

/** Labels of edges, most important first; where something is picked, those of its edges alone. */
function edgeLabels(r, context, scale) {
  const wide = ruler(context, EDGE_FONT);
  const label = ({e, weight}) => {
    const shape = geometry(r, e);
    const spots = [0.5, 0.42, 0.58, 0.34, 0.66].map((t) => pointAt(shape, t)).map((p) => ({x: p.x * scale, y: p.y * scale}));
    const text = cut(e.label, 44);
    const length = Math.hypot(shape.to.x - shape.from.x, shape.to.y - shape.from.y) * scale;
    return {id: e.id, edge: e, text, w: wide(text), h: EDGE_FONT + 2, spots, length, must: r.hovered?.edge === e.id, weight};
  };
  const most = r.edges.length > FEW && !r.picked ? SOME : Infinity;
  return r.edges.map((e) => ({e, weight: importance(r, e)})).filter(({e, weight}) => !r.picked || r.picked.edges.has(e.id) || weight >= 1e6)
    .sort((a, b) => b.weight - a.weight).map(label)
    // A label much longer than its edge would be read as another edge's.
    .filter((l, i) => l.must || l.weight >= 1e5 || (i < most && !l.edge.aside && l.w < l.length * 1.1));
}

function place(r, context, scale) {
  const bodies = [...r.nodes.values()].map((n) => {
    const at = r.network.getPosition(n.id);
    return {id: n.id, x: at.x * scale, y: at.y * scale, r: radius(r, n) * scale};
  });
  return placeLabels([...nodeLabels(r, context, scale), ...edgeLabels(r, context, scale)], bodies);
}

export function drawNames(r, context) {
  if (r.changing) return;
  const scale = r.network.getScale();
  const moved = r.network.body.nodes;
  const key = `${scale} ${[...r.nodes.keys()].map((id) => `${Math.round(moved[id].x)},${Math.round(moved[id].y)}`).join(" ")}`;
  if (key !== r.key) {
    r.placed = place(r, context, scale);
    r.key = key;
  }
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const label of r.placed) drawName(r, context, label, scale);
}

function drawName(r, context, label, scale) {
  const font = label.edge ? EDGE_FONT : NODE_FONT;
  const x = (label.box.x + label.box.w / 2) / scale;
  const y = (label.box.y + label.box.h / 2) / scale;
  context.globalAlpha = label.faint ? 0.5 : 1;
  context.font = `${label.edge ? "" : "500 "}${font / scale}px ${FONT}`;
  if (label.edge) {
    context.fillStyle = r.paint.surface;
    context.fillRect(label.box.x / scale, label.box.y / scale, label.box.w / scale, label.box.h / scale);
  } else {
    context.lineWidth = 4 / scale;
    context.strokeStyle = r.paint.surface;
    context.strokeText(label.text, x, y);
  }
  context.fillStyle = label.edge ? r.paint.status(label.edge.status) : r.paint.text;
  context.fillText(label.text, x, y);
  context.globalAlpha = 1;
}
