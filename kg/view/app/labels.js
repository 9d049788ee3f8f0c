// Which labels are drawn, and where: the most important first, and none that would lie on another label or on a node.

const CELL = 64;

/** Rectangles taken so far, found again by the cells of a grid. */
function grid() {
  const cells = new Map();
  const each = (box, use) => {
    for (let x = Math.floor(box.x / CELL); x <= Math.floor((box.x + box.w) / CELL); x++) {
      for (let y = Math.floor(box.y / CELL); y <= Math.floor((box.y + box.h) / CELL); y++) if (use(`${x},${y}`)) return true;
    }
    return false;
  };
  const touch = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
  return {
    free: (box, own) => !each(box, (cell) => (cells.get(cell) || []).some((b) => b.own !== own && touch(b, box))),
    take: (box, own) => each(box, (cell) => void cells.set(cell, [...(cells.get(cell) || []), {...box, own}])),
  };
}

function candidates(label) {
  const {x, y, w, h, r} = label;
  if (label.edge) return label.spots.map((s) => ({x: s.x - w / 2, y: s.y - h / 2, w, h}));
  const below = {x: x - w / 2, y: y + r + 3, w, h};
  const above = {x: x - w / 2, y: y - r - h - 2, w, h};
  const right = {x: x + r + 4, y: y - h / 2, w, h};
  const left = {x: x - r - w - 4, y: y - h / 2, w, h};
  if (!label.side) return [below, above, right, left];
  const beside = label.side > 0 ? right : left;
  return [beside, {...beside, y: y + r * 0.3}, {...beside, y: y - r * 0.3 - h}, below, above];
}

/** Does the line from a to b run through the box? Clipped side by side (Liang, Barsky). */
function crosses([a, b], box) {
  let [low, high] = [0, 1];
  const sides = [[a.x, b.x - a.x, box.x, box.x + box.w], [a.y, b.y - a.y, box.y, box.y + box.h]];
  for (const [from, by, min, max] of sides) {
    if (Math.abs(by) < 1e-9) {
      if (from < min || from > max) return false;
      continue;
    }
    const [s, t] = [(min - from) / by, (max - from) / by];
    low = Math.max(low, Math.min(s, t));
    high = Math.min(high, Math.max(s, t));
  }
  return low < high;
}

/** The candidates, those that fewest of the node's own edges cross first. */
function byCrossings(label) {
  const boxes = candidates(label);
  if (!label.lines) return boxes;
  const score = new Map(boxes.map((box) => [box, label.lines.filter((line) => crosses(line, box)).length]));
  return boxes.sort((a, b) => score.get(a) - score.get(b));
}

/**
 * Boxes of the labels that find room, in screen pixels. `bodies` are circles {id, x, y, r} that no label may cover but
 * its own node's; labels come most important first, those with `must` are drawn even where there is no room.
 */
export function placeLabels(labels, bodies) {
  const taken = grid();
  for (const b of bodies) taken.take({x: b.x - b.r, y: b.y - b.r, w: 2 * b.r, h: 2 * b.r}, b.id);
  const placed = [];
  for (const label of labels) {
    const boxes = byCrossings(label);
    const box = boxes.find((b) => taken.free(b, label.edge ? null : label.id)) || (label.must && boxes[0]);
    if (!box) continue;
    taken.take(box, "label");
    placed.push({...label, box});
  }
  return placed;
}
