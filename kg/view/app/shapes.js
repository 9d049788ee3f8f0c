// The shapes of kinds of entities as SVG, for the legend, the lists and the export; vis-network draws the same ones.
import {svg} from "./dom.js";

function polygon(sides, r, turn) {
  return Array.from({length: sides}, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / sides;
    return [r * Math.cos(angle), r * Math.sin(angle)];
  });
}

function star(r) {
  return Array.from({length: 10}, (_, i) => {
    const reach = i % 2 ? r * 0.5 : r * 1.25;
    return [reach * Math.sin((i * Math.PI) / 5), -reach * Math.cos((i * Math.PI) / 5) + r * 0.1];
  });
}

const CORNERS = {
  square: (r) => [[-r, -r], [r, -r], [r, r], [-r, r]],
  hexagon: (r) => polygon(6, r, 0),
  triangle: (r) => polygon(3, r * 1.15, -Math.PI / 2),
  triangleDown: (r) => polygon(3, r * 1.15, Math.PI / 2),
  diamond: (r) => [[0, -r], [r, 0], [0, r], [-r, 0]],
  star,
};

/** A kind's mark around (x, y). `paint` gives colours by name. */
export function mark(kind, x, y, r, paint) {
  const colour = paint.kind(kind);
  const look = {fill: kind.hollow ? paint.surface : colour, stroke: colour, "stroke-width": kind.hollow ? 2.5 : 1};
  if (kind.shape === "dot") return svg("circle", {cx: x, cy: y, r, ...look});
  const points = CORNERS[kind.shape](r).map(([px, py]) => `${(x + px).toFixed(1)},${(y + py).toFixed(1)}`);
  return svg("polygon", {points: points.join(" "), "stroke-linejoin": "round", ...look});
}

/** Colours as the screen has them now, light or dark. */
export function palette() {
  const css = getComputedStyle(document.documentElement);
  const get = (name) => css.getPropertyValue(name).trim();
  return {
    kind: (kind) => get(`--kind-${kind.name.toLowerCase()}`),
    status: (status) => get(`--status-${status}`),
    text: get("--text"),
    muted: get("--muted"),
    surface: get("--canvas"),
    accent: get("--accent"),
  };
}

/** The mark of a kind as a small picture, for lists. */
export function icon(kind, paint) {
  return svg("svg", {class: "icon", viewBox: "-9 -9 18 18", "aria-hidden": "true"}, mark(kind, 0, 0, 6.2, paint));
}

/** A piece of line in a status's dash pattern. */
export function line(status, paint) {
  return svg("svg", {class: "line", viewBox: "0 0 34 10", "aria-hidden": "true"}, svg("line", {
    x1: 1, y1: 5, x2: 33, y2: 5, stroke: paint.status(status.name), "stroke-width": status.width,
    "stroke-dasharray": status.dash.join(" ") || null,
  }));
}
