// vis-network behind a small interface: setView, highlight, focus, fit, onPick, scene, destroy. Another drawing library
// could stand here without the panels knowing. Labels are ours: vis-network draws all of them, over each other.
import {placeLabels} from "./labels.js";
import {palette} from "./shapes.js";
import {cut} from "./text.js";

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const NODE_FONT = 12.5;
const EDGE_FONT = 11;
const BIG = 500; // from here on edges are hidden while the picture moves
const FEW = 40; // up to so many edges all may have a label, above it only the most important
const SOME = 12;
const PAD = 28; // pixels that stay free around the picture

export function createRenderer(container, m) {
  const {DataSet, Network} = globalThis.vis;
  const r = {m, container, nodes: new Map(), edges: [], picked: null, hovered: null, paint: palette(), placed: [], key: "", grow: 1};
  r.data = {nodes: new DataSet(), edges: new DataSet()};
  r.network = new Network(container, r.data, {
    physics: false,
    layout: {improvedLayout: false, randomSeed: 1},
    interaction: {hover: true, keyboard: false, tooltipDelay: 1e8, zoomSpeed: 0.6, selectConnectedEdges: false},
    nodes: {font: {size: 0}, chosen: false},
    edges: {font: {size: 0}, chosen: false, hoverWidth: 0, selectionWidth: 0, arrowStrikethrough: false},
  });
  r.network.canvas.frame.removeAttribute("tabindex"); // the container has the focus, and its name
  r.network.on("afterDrawing", (context) => drawLabels(r, context));
  for (const [name, key] of [["hoverNode", "node"], ["hoverEdge", "edge"], ["blurNode", null], ["blurEdge", null]]) {
    r.network.on(name, (event) => hover(r, key ? {[key]: event[key]} : null));
  }
  return {
    setView: (nodes, edges) => setView(r, nodes, edges),
    highlight: (picked) => highlight(r, picked),
    focus: (id) => r.nodes.has(id) && r.network.focus(id, {scale: r.network.getScale(), animation: false}),
    fit: () => fit(r),
    zoom: (factor) => r.network.moveTo({scale: Math.min(4, Math.max(0.05, r.network.getScale() * factor))}),
    onPick: (use) => onPick(r, use),
    onOpen: (use) => r.network.on("doubleClick", (event) => event.nodes.length && use(event.nodes[0])),
    spots: () => new Map([...r.nodes.keys()].map((id) => [id, r.network.getPosition(id)])),
    scene: () => scene(r),
    repaint: () => {
      r.paint = palette();
      setView(r, [...r.nodes.values()], r.edges);
      highlight(r, r.picked);
    },
    destroy: () => r.network.destroy(),
  };
}

/** How far a node and its name reach around its centre, in pixels of the screen: [left, right, up, down]. */
function reach(r, n) {
  const name = Math.min(28, n.label.length) * 6.8;
  const body = n.size + 6;
  if (n.side) return n.side > 0 ? [body, body + name, body, body] : [body + name, body, body, body];
  return [body + name * 0.7, body + name * 0.7, body + 14, body + 14]; // below, or beside where it must
}

/** Centre and size, in pixels, of all nodes with their names at a scale. */
function bounds(nodes, around, scale) {
  const edge = (axis, sign, side) => Math.max(...nodes.map((n, i) => sign * n[axis] * scale + around[i][side]));
  const [left, right, top, bottom] = [edge("x", -1, 0), edge("x", 1, 1), edge("y", -1, 2), edge("y", 1, 3)];
  return {x: (right - left) / 2, y: (bottom - top) / 2, w: left + right, h: top + bottom};
}

/**
 * Shows all nodes with room for the names at the rim. Where that makes the picture small, nodes and lines are drawn
 * larger in turn, so that they keep a size people can see and hit.
 */
function fit(r) {
  const nodes = [...r.nodes.values()];
  const {clientWidth: width, clientHeight: height} = r.container;
  if (!nodes.length || !width) return;
  r.network.setSize("100%", "100%"); // vis-network learns of a new size later than we do
  const around = nodes.map((n) => reach(r, n));
  let [low, high] = [0.02, 1.2];
  for (let i = 0; i < 20; i++) {
    const box = bounds(nodes, around, (low + high) / 2);
    if (box.w <= width - PAD && box.h <= height - PAD) low = (low + high) / 2;
    else high = (low + high) / 2;
  }
  const [scale, box] = [low, bounds(nodes, around, low)];
  const grow = Math.max(1, Math.min(1.7, 0.75 / scale));
  if (Math.abs(grow - r.grow) > 0.05) {
    r.grow = grow;
    setView(r, nodes, r.edges);
    highlight(r, r.picked);
  }
  r.network.moveTo({position: {x: box.x / scale, y: box.y / scale}, scale, animation: false});
}

function setView(r, nodes, edges) {
  r.changing = true; // vis-network may redraw while half of the nodes are in
  r.nodes = new Map(nodes.map((n) => [n.id, n]));
  r.edges = edges;
  r.key = "";
  r.network.setOptions({interaction: {hideEdgesOnDrag: edges.length > BIG, hideEdgesOnZoom: edges.length > BIG}});
  r.data.edges.clear();
  r.data.nodes.clear();
  r.data.nodes.add(nodes.map((n) => visNode(r, n)));
  r.data.edges.add(bent(edges).map(([e, bend]) => visEdge(r, e, bend)));
  r.changing = false;
  r.network.redraw();
}

/** A node's radius: grown with the picture, but never into its nearest neighbour. */
function radius(r, n) {
  return Math.max(4, Math.min(n.size * r.grow, n.room * 0.4));
}

/** A colour three quarters on its way to the ground: opaque, so that no line shines through. */
function faded(colour, ground) {
  const [a, b] = [colour, ground].map((hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)));
  return "#" + a.map((v, i) => Math.round(v * 0.28 + b[i] * 0.72).toString(16).padStart(2, "0")).join("");
}

function visNode(r, n, faint) {
  const kind = n.fold ? {shape: "dot", hollow: true} : r.m.kinds[n.kind];
  const full = n.fold ? r.paint.muted : r.paint.kind(kind);
  const colour = faint ? faded(full, r.paint.surface) : full;
  return {
    id: n.id, x: n.x, y: n.y, shape: kind.shape, size: radius(r, n),
    borderWidth: (kind.hollow ? 2.5 : 1) * r.grow,
    shapeProperties: {borderDashes: n.fold ? [3, 3] : false},
    color: {background: kind.hollow ? r.paint.surface : colour, border: colour},
  };
}

/** Edges between the same two nodes bend apart; one alone is straight: [[edge, bend]]. */
function bent(edges) {
  const pairs = new Map();
  for (const e of edges) {
    const key = e.from < e.to ? `${e.from},${e.to}` : `${e.to},${e.from}`;
    pairs.set(key, [...(pairs.get(key) || []), e]);
  }
  const bend = new Map();
  for (const group of pairs.values()) {
    group.forEach((e, i) => {
      const side = (i - (group.length - 1) / 2) * 0.26;
      bend.set(e, e.from < e.to ? side : -side);
    });
  }
  return edges.map((e) => [e, bend.get(e)]);
}

function visEdge(r, e, bend) {
  const status = r.m.statuses.find((s) => s.name === e.status);
  const thin = r.edges.length > 2 * FEW ? 0.6 : 1;
  return {
    id: e.id, from: e.from, to: e.to, dashes: status.dash.length ? status.dash.map((d) => d * r.grow) : false,
    width: r.grow * thin * (status.width + Math.min(2.5, Math.log2(1 + e.weight) * 0.6)),
    color: {color: r.paint.status(e.status), opacity: strength(r, e), inherit: false},
    arrows: e.symmetric ? "" : {to: {enabled: true, scaleFactor: thin < 1 ? 0.42 : 0.55, type: status.dash.length > 2 ? "vee" : "arrow"}},
    smooth: bend ? {enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend)} : false,
  };
}

/** How strongly an edge is drawn: what is not picked, or doesn't touch the entity in focus, steps back. */
function strength(r, e) {
  if (r.picked) return r.picked.edges.has(e.id) ? 1 : 0.15;
  return e.aside ? 0.2 : 1;
}

function hover(r, what) {
  r.hovered = what;
  r.key = "";
  r.container.classList.toggle("pointing", Boolean(what));
  r.network.redraw();
}

/** `picked` is {nodes: Set, edges: Set} or null: the rest steps back, nothing is hidden. */
function highlight(r, picked) {
  r.picked = picked;
  r.key = "";
  r.data.edges.update(r.edges.map((e) => ({id: e.id, color: {color: r.paint.status(e.status), opacity: strength(r, e), inherit: false}})));
  r.data.nodes.update([...r.nodes.values()].map((n) => {
    const chosen = picked && picked.chosen === n.id;
    const look = visNode(r, n, picked && !picked.nodes.has(n.id));
    if (chosen) Object.assign(look, {borderWidth: 3, color: {...look.color, border: r.paint.text}});
    const at = r.network.getPosition(n.id);
    return {...look, x: at.x, y: at.y};
  }));
}

function onPick(r, use) {
  r.network.on("click", (event) => {
    if (event.nodes.length) return use({node: event.nodes[0]});
    if (event.edges.length) return use({edge: event.edges[0]});
    const {x, y} = event.pointer.DOM;
    const under = r.placed.find(({box}) => {
      const a = toScreen(r, box);
      return x >= a.x && x <= a.x + box.w && y >= a.y && y <= a.y + box.h;
    });
    if (!under) return use(null);
    return use(under.edge ? {edge: under.id} : {node: under.id});
  });
}

/** Boxes are kept in pixels of the drawing, zoomed; only the shift to the screen changes while it is dragged. */
function toScreen(r, box) {
  const scale = r.network.getScale();
  return r.network.canvasToDOM({x: box.x / scale, y: box.y / scale});
}

/** The two ends and, for a bent edge, the control point of its curve. */
function geometry(r, e) {
  const from = r.network.getPosition(e.from);
  const to = r.network.getPosition(e.to);
  const type = r.network.body.edges[e.id].edgeType;
  return {from, to, via: type.getViaNode && type.options.smooth.enabled ? type.getViaNode() : null};
}

function pointAt({from, to, via}, t) {
  const mid = via || {x: (from.x + to.x) / 2, y: (from.y + to.y) / 2};
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return {x: a * from.x + b * mid.x + c * to.x, y: a * from.y + b * mid.y + c * to.y};
}

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

function labelsOf(r, context, scale) {
  const wide = (text, font) => {
    context.font = `${font === NODE_FONT ? "500 " : ""}${font}px ${FONT}`;
    return context.measureText(text).width + 4;
  };
  const near = spokes(r, scale);
  const nodes = [...r.nodes.values()].sort((a, b) => b.rank - a.rank).map((n) => {
    const at = r.network.getPosition(n.id);
    const text = cut(n.label, 28);
    const hot = (r.hovered && r.hovered.node === n.id) || (r.picked && r.picked.chosen === n.id);
    const faint = r.picked && !r.picked.nodes.has(n.id);
    return {
      id: n.id, text, w: wide(text, NODE_FONT), h: NODE_FONT + 3, x: at.x * scale, y: at.y * scale, r: radius(r, n) * scale, side: n.side,
      lines: near.get(n.id), must: hot, faint, first: hot ? 2 : faint ? 0 : 1,
    };
  });
  const edges = r.edges.filter((e) => !r.picked || r.picked.edges.has(e.id) || (r.hovered && importance(r, e) >= 1e6));
  const long = edges.map((e) => ({e, weight: importance(r, e)})).sort((a, b) => b.weight - a.weight).map(({e, weight}) => {
    const shape = geometry(r, e);
    const spots = [0.5, 0.42, 0.58, 0.34, 0.66].map((t) => pointAt(shape, t)).map((p) => ({x: p.x * scale, y: p.y * scale}));
    const text = cut(e.label, 44);
    const length = Math.hypot(shape.to.x - shape.from.x, shape.to.y - shape.from.y) * scale;
    return {id: e.id, edge: e, text, w: wide(text, EDGE_FONT), h: EDGE_FONT + 2, spots, length, must: r.hovered?.edge === e.id, weight};
  });
  // A label much longer than its edge would be read as another edge's.
  const most = r.edges.length > FEW && !r.picked ? SOME : Infinity;
  const fitting = long.filter((l, i) => l.must || l.weight >= 1e5 || (i < most && !l.edge.aside && l.w < l.length * 1.1));
  return [...nodes.sort((a, b) => b.first - a.first), ...fitting];
}

function place(r, context, scale) {
  const bodies = [...r.nodes.values()].map((n) => {
    const at = r.network.getPosition(n.id);
    return {id: n.id, x: at.x * scale, y: at.y * scale, r: radius(r, n) * scale};
  });
  return placeLabels(labelsOf(r, context, scale), bodies);
}

function drawLabels(r, context) {
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
  for (const label of r.placed) drawLabel(r, context, label, scale);
}

function drawLabel(r, context, label, scale) {
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

/** What is drawn, as plain shapes, for the SVG writer. */
function scene(r) {
  const scale = r.network.getScale();
  const nodes = [...r.nodes.values()].map((n) => ({...n, ...r.network.getPosition(n.id), size: radius(r, n)}));
  const labels = r.placed.map((l) => ({
    text: l.text, x: (l.box.x + l.box.w / 2) / scale, y: (l.box.y + l.box.h / 2) / scale,
    size: (l.edge ? EDGE_FONT : NODE_FONT) / scale, status: l.edge ? l.edge.status : null, width: l.box.w / scale,
  }));
  return {nodes, edges: r.edges.map((e) => ({...e, target: e.to, ...geometry(r, e)})), labels, paint: r.paint, font: FONT};
}
