// The keyboard. Everything the mouse can do has a key or a button.
import {button, el, showDialog} from "./dom.js";
import {step} from "./timeline.js";

const HELP = [
  ["/", "search"], ["arrows", "on the graph: go to the nearest linked entity"], ["Enter", "neighbourhood of the picked entity"],
  ["E / C", "expand / collapse it"], ["F", "fit the picture"], ["T", "table and graph"], ["W", "claims side by side"],
  ["[ / ]", "step through time"], ["1 – 6", "entity types on and off"], ["Backspace", "back"], ["Esc", "back to the start page"], ["?", "these keys"],
];

export function showHelp() {
  showDialog("Keys", (close) => [
    el("dl.keys", HELP.map(([key, what]) => [el("dt", el("kbd", key)), el("dd", what)])),
    el("p.fine", "Double click on an entity expands it. All that is drawn is in the table too."),
    button("Close", close, {class: "primary"}),
  ]);
}

function pickedEntity(actions) {
  const {pick, focus} = actions.state();
  return pick && pick.kind === "e" ? pick.id : focus;
}

const WAYS = new Map([["ArrowLeft", [-1, 0]], ["ArrowRight", [1, 0]], ["ArrowUp", [0, -1]], ["ArrowDown", [0, 1]]]);

/** The linked entity that lies nearest in a direction; from nowhere, the most important one. */
function goTo(key, actions) {
  const spots = actions.spots();
  const drawn = actions.view().nodes.filter((n) => !n.fold).map((n) => n.id);
  const here = pickedEntity(actions);
  if (here < 0 || !spots.has(here)) return drawn.length && actions.pick({kind: "e", id: Math.min(...drawn)});
  const [wx, wy] = WAYS.get(key);
  const from = spots.get(here);
  const near = new Set(actions.neighbours(here));
  const score = (id) => {
    const [dx, dy] = [spots.get(id).x - from.x, spots.get(id).y - from.y];
    const along = dx * wx + dy * wy;
    return along <= 0 ? Infinity : along + 2 * Math.abs(dx * wy - dy * wx);
  };
  const best = drawn.filter((id) => near.has(id)).sort((a, b) => score(a) - score(b))[0];
  if (best !== undefined && score(best) < Infinity) actions.pick({kind: "e", id: best});
}

function toggleKind(m, number, actions) {
  const facet = actions.facet("kind");
  if (number < facet.options.length) actions.toggle(facet, number);
}

function letter(key, m, ui, actions) {
  const state = actions.state();
  const entity = pickedEntity(actions);
  if (key === "t") actions.update({tab: state.tab === "table" ? "graph" : "table"});
  else if (key === "f") actions.fit();
  else if (key === "w") ui.wide.click();
  else if (key === "e" && entity >= 0) actions.expand(entity);
  else if (key === "c" && entity >= 0) actions.collapse(entity);
  else if (key === "[" || key === "]") actions.update(step(m, state, key === "[" ? -1 : 1));
  else if (/^[1-6]$/.test(key)) toggleKind(m, Number(key) - 1, actions);
  else if (key === "?") showHelp();
  else return false;
  if (key === "t" && state.tab !== "table") setTimeout(actions.enterTable, 50); // the address changes first
  return true;
}

function onKey(event, m, ui, actions) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const typing = event.target.matches("input:not([type=checkbox]), textarea, select");
  if (typing) return;
  if (event.key === "/") document.getElementById("search").focus();
  else if (event.key === "Escape") actions.pick(null);
  else if (event.key === "Backspace") actions.back();
  else if (WAYS.has(event.key) && ui.canvas.contains(event.target)) goTo(event.key, actions);
  else if (event.key === "Enter" && ui.canvas.contains(event.target) && pickedEntity(actions) >= 0) actions.ego(pickedEntity(actions));
  else if (!letter(event.key.toLowerCase(), m, ui, actions)) return;
  event.preventDefault();
}

export function listenToKeys(m, ui, actions) {
  document.addEventListener("keydown", (event) => onKey(event, m, ui, actions));
}
