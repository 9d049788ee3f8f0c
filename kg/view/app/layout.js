// Positions of an ego view: arcs around the focus, no forces, no chance. The same view is the same picture.

const ROW = 21; // pixels between two names at the sides of the picture
const LEAST = 190; // radius of the first ring where few nodes stand on it
const WIDE = [1, 0.96, 0.7, 0.6]; // width of a ring to its height, by depth: names stand outside and take the rest
const RINGS = [0, 1, 1.8, 2.5]; // radii by depth
const FREE = {x: 118, y: 52}; // a spot is free when no node is nearer than this

function children(nodes) {
  const found = new Map([...nodes.keys()].map((n) => [n, []]));
  for (const [n, parent] of nodes) if (parent !== -1) found.get(parent).push(n);
  return found;
}

/**
 * The angle of slot k of n, clockwise from the top. Slots are even in height, not in angle: names beside a node need
 * little height and much width, so both sides can hold many.
 */
function slotAngle(k, n) {
  if (n <= 6) return (2 * Math.PI * (k + 0.5)) / n - Math.PI / 2;
  const right = Math.ceil(n / 2);
  if (k < right) return Math.asin(-1 + (2 * (k + 0.5)) / right);
  return Math.PI - Math.asin(1 - (2 * (k - right + 0.5)) / (n - right));
}

/** {node: {x, y}} for a tree given as node -> parent (-1: the root); `order` sorts the children of a node. */
export function rings(nodes, order) {
  const root = [...nodes.keys()][0];
  const below = children(nodes);
  for (const list of below.values()) list.sort(order);
  const leaves = [];
  let deepest = 1;
  const collect = (n, depth) => {
    deepest = Math.max(deepest, depth);
    if (!below.get(n).length) leaves.push(n);
    below.get(n).forEach((child) => collect(child, depth + 1));
  };
  collect(root, 0);
  const inner = leaves.filter((n) => nodes.get(n) === root).length;
  const crowd = (leaves.length * ROW) / 4;
  const radius = Math.max(LEAST, crowd / RINGS[deepest], inner > 6 ? crowd / 1.3 : 0);
  const slots = new Map(leaves.map((n, k) => [n, slotAngle(k, leaves.length)]));
  const spots = new Map();
  const walk = (n, depth) => {
    const angles = below.get(n).map((child) => walk(child, depth + 1));
    const angle = slots.get(n) ?? angles.reduce((a, b) => a + b, 0) / angles.length;
    const out = radius * RINGS[depth];
    spots.set(n, {x: Math.cos(angle) * out * WIDE[deepest], y: Math.sin(angle) * out});
    return angle;
  };
  walk(root, 0);
  return spots;
}

function crowded(spot, taken) {
  return taken.some((t) => Math.abs(t.x - spot.x) < FREE.x && Math.abs(t.y - spot.y) < FREE.y);
}

/** The free spot nearest to a node's parent, on a spiral around it. */
export function freeSpot(centre, spots) {
  const taken = [...spots.values()];
  for (let i = 1; i < 2000; i++) {
    const angle = i * 2.399963; // golden angle
    const reach = 110 + 18 * Math.sqrt(i);
    const spot = {x: centre.x + Math.cos(angle) * reach * 1.3, y: centre.y + Math.sin(angle) * reach};
    if (!crowded(spot, taken)) return spot;
  }
  return {x: centre.x + 200, y: centre.y + 200};
}
