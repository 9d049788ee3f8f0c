// At which zoom, and around which point, all nodes are seen with the names at the rim.

const PAD = 28; // pixels that stay free around the picture
const MOST = 1.2; // a picture of few nodes isn't blown up

/** How far a node and its name reach around its centre, in pixels of the screen: [left, right, up, down]. */
function reach(n) {
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

/** {x, y, scale}, by halving: names keep their size at any zoom, so there is no simple formula. */
export function bestFit(nodes, width, height) {
  const around = nodes.map(reach);
  let [low, high] = [0.02, MOST];
  for (let i = 0; i < 20; i++) {
    const box = bounds(nodes, around, (low + high) / 2);
    if (box.w <= width - PAD && box.h <= height - PAD) low = (low + high) / 2;
    else high = (low + high) / 2;
  }
  const box = bounds(nodes, around, low);
  return {x: box.x / low, y: box.y / low, scale: low};
}
