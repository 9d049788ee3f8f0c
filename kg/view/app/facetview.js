// The filters on the left: a box an option, with how many claims it would show.
import {button, el, replace} from "./dom.js";
import {icon, line, palette} from "./shapes.js";
import {count, folded, number} from "./text.js";

const FIRST = 7; // options shown until asked for more
const LONG = 15; // from so many options on a facet has a box to find one

function picture(m, facet, option) {
  if (facet.key === "kind") return icon(m.kinds[option.kind], palette());
  if (facet.key === "status") return line(m.statuses[option.status], palette());
  return null;
}

function optionRow(m, facet, o, count_, state, actions) {
  const option = facet.options[o];
  const chosen = state.chosen.get(facet.key);
  const box = el("input", {type: "checkbox", checked: !chosen || chosen.has(o), onchange: () => actions.toggle(facet, o)});
  return el(
    "li", {"data-option": option.name, class: count_ ? "" : "zero"},
    el("label", box, picture(m, facet, option), el("bdi.name", {title: option.label}, option.label),
      el("span.count", number(count_))),
    button("only", () => actions.only(facet, o), {class: "only", "aria-label": `only ${option.label}`}),
  );
}

/** Options worth a row: those that count something, or are ticked off. */
function wanted(facet, counts, chosen, find) {
  return facet.options.map((_, o) => o).filter((o) => {
    if (find) return folded(facet.options[o].label).includes(find);
    return counts[o] > 0 || (chosen && !chosen.has(o)) || facet.options.length <= FIRST;
  });
}

function facetBlock(m, facet, counts, state, actions, opened) {
  const chosen = state.chosen.get(facet.key);
  const memory = opened.get(facet.key) || {all: false, find: "", open: true};
  opened.set(facet.key, memory);
  const list = el("ul");
  const more = button("", () => {
    memory.all = !memory.all;
    fill();
  }, {class: "link more"});
  const fill = () => {
    const options = wanted(facet, counts, chosen, memory.find);
    const shownOptions = memory.all || memory.find ? options.slice(0, 300) : options.slice(0, FIRST);
    replace(list, shownOptions.map((o) => optionRow(m, facet, o, counts[o], state, actions)));
    more.textContent = memory.all ? "fewer" : `${options.length - FIRST} more`;
    more.hidden = Boolean(memory.find) || options.length <= FIRST;
  };
  fill();
  const find = facet.options.length > LONG && el("input", {
    type: "search", class: "find", placeholder: `find in ${facet.options.length}`, "aria-label": `find: ${facet.label}`, value: memory.find,
    oninput: (event) => {
      memory.find = folded(event.target.value);
      fill();
    },
  });
  const block = el("details.facet", {"data-facet": facet.key, open: memory.open},
    el("summary", facet.label, chosen && button("all", (event) => {
      event.preventDefault();
      actions.all(facet);
    }, {class: "only", "aria-label": `all: ${facet.label}`})), find, list, more);
  block.addEventListener("toggle", () => void (memory.open = block.open));
  return block;
}

/** Draws all facets again; the focus stays on the box it was on. */
export function drawFacets(node, m, facets, view, state, actions, opened) {
  const active = document.activeElement;
  const here = active && node.contains(active) && active.closest("li");
  const key = here && [here.closest("[data-facet]").dataset.facet, here.dataset.option];
  replace(node,
    el("div.head", el("h2", "Filters"), view.filters > 0 && button("Clear", actions.clear, {class: "quiet"})),
    el("p.note", `${number(view.total)} of ${count(m.claim.id.length, "claim")}`),
    facets.map((facet, i) => facetBlock(m, facet, view.counts[i], state, actions, opened)));
  if (!key) return;
  const facet = [...node.querySelectorAll("[data-facet]")].find((f) => f.dataset.facet === key[0]);
  const row = facet && [...facet.querySelectorAll("li")].find((li) => li.dataset.option === key[1]);
  if (row) row.querySelector("input").focus();
}
