// vis-network behind a small interface: setView, highlight, fit, onPick, scene. Another drawing library could stand here
// without the panels knowing. Names are ours (names.js): vis-network draws all of them, over each other.
import {bestFit} from "./fit.js";
import {geometry, radius} from "./geometry.js";
import {drawNames, EDGE_FONT, FEW, FONT, NODE_FONT} from "./names.js";
import {palette} from "./shapes.js";

const BIG = 500; // from here on edges are hidden while the picture moves

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
  r.network.on("afterDrawing", (context) => drawNames(r, context));
  for (const [name, key] of [["hoverNode", "node"], ["hoverEdge", "edge"], ["blurNode", null], ["blurEdge", null]]) {
    r.network.on(name, (event) => hover(r, key ? {[key]: event[key]} : null));
  }
  return {
    setView: (nodes, edges) => setView(r, nodes, edges),
    highlight: (picked) => highlight(r, picked),
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
  };
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
  const {scale, ...position} = bestFit(nodes, width, height);
  const grow = Math.max(1, Math.min(1.7, 0.75 / scale));
  if (Math.abs(grow - r.grow) > 0.05) {
    r.grow = grow;
    setView(r, nodes, r.edges);
    highlight(r, r.picked);
  }
  r.network.moveTo({position, scale, animation: false});
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

/** Wider with more claims, thinner on a full picture. */
function lineWidth(r, e, status) {
  return r.grow * (r.edges.length > 2 * FEW ? 0.6 : 1) * (status.width + Math.min(2.5, Math.log2(1 + e.weight) * 0.6));
}

function visEdge(r, e, bend) {
  const status = r.m.statusOf.get(e.status);
  return {
    id: e.id, from: e.from, to: e.to, dashes: status.dash.length ? status.dash.map((d) => d * r.grow) : false,
    width: lineWidth(r, e, status),
    color: {color: r.paint.status(e.status), opacity: strength(r, e), inherit: false},
    arrows: e.symmetric ? "" : {to: {enabled: true, scaleFactor: r.edges.length > 2 * FEW ? 0.42 : 0.55, type: status.dash.length > 2 ? "vee" : "arrow"}},
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

/** What is drawn, as plain shapes, for the SVG writer. */
function scene(r) {
  const scale = r.network.getScale();
  const nodes = [...r.nodes.values()].map((n) => ({...n, ...r.network.getPosition(n.id), size: radius(r, n)}));
  const labels = r.placed.map((l) => ({
    text: l.text, x: (l.box.x + l.box.w / 2) / scale, y: (l.box.y + l.box.h / 2) / scale,
    size: (l.edge ? EDGE_FONT : NODE_FONT) / scale, status: l.edge ? l.edge.status : null, width: l.box.w / scale,
  }));
  const edges = r.edges.map((e) => {
    const status = r.m.statusOf.get(e.status);
    return {...e, target: e.to, width: lineWidth(r, e, status), dash: status.dash, ...geometry(r, e)};
  });
  return {nodes, edges, labels, paint: r.paint, font: FONT};
}
