// Where things are on the canvas now; `r` is the renderer (render.js).

/** A node's radius: grown with the picture, but never into its nearest neighbour. */
export function radius(r, n) {
  return Math.max(4, Math.min(n.size * r.grow, n.room * 0.4));
}

/** The two ends and, for a bent edge, the control point of its curve. */
export function geometry(r, e) {
  const from = r.network.getPosition(e.from);
  const to = r.network.getPosition(e.to);
  const type = r.network.body.edges[e.id].edgeType;
  return {from, to, via: type.getViaNode && type.options.smooth.enabled ? type.getViaNode() : null};
}

/** A point on a curve, or on a straight line; t from 0 to 1. */
export function pointAt({from, to, via}, t) {
  const mid = via || {x: (from.x + to.x) / 2, y: (from.y + to.y) / 2};
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return {x: a * from.x + b * mid.x + c * to.x, y: a * from.y + b * mid.y + c * to.y};
}
