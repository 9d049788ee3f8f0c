// The strip below: claims by the day their article was published, with a brush; those without a date in a bucket.
import {button, el, replace, svg} from "./dom.js";
import {isoDay} from "./model.js";
import {count, number} from "./text.js";

const HEIGHT = 44;
const STEPS = [1, 2, 7, 14, 30, 91, 182, 365, 3650]; // days of a bar

function bars(m, view, width) {
  const days = m.article.day.filter((d) => d !== null);
  if (!days.length) return null;
  const low = Math.min(...days);
  const high = Math.max(...days);
  const step = STEPS.find((s) => (high - low + 1) / s <= Math.min(120, width / 5)) || 36500;
  const heights = new Array(Math.floor((high - low) / step) + 1).fill(0);
  let undated = 0;
  for (const c of view.timed) {
    const day = m.article.day[m.claim.article[c]];
    if (day === null) undated += 1;
    else heights[Math.floor((day - low) / step)] += 1;
  }
  return {low, step, heights, undated};
}

function chosen(state, from, to) {
  return (state.from === null || to >= state.from) && (state.to === null || from <= state.to);
}

function picture(b, state, width, onBrush) {
  const wide = width / b.heights.length;
  const top = Math.max(1, ...b.heights);
  const rects = b.heights.map((n, i) => {
    const from = b.low + i * b.step;
    const tall = n ? Math.max(3, (n / top) * HEIGHT) : 1;
    return svg("rect", {
      x: (i * wide + 1).toFixed(1), y: HEIGHT - tall, width: Math.max(1, Math.min(wide - 2, 46)).toFixed(1), height: tall, rx: 1,
      class: chosen(state, from, from + b.step - 1) ? "bar" : "bar out",
    }, svg("title", {}, `${isoDay(from)}: ${count(n, "claim")}`));
  });
  const brush = svg("rect", {class: "brush", y: 0, height: HEIGHT, width: 0});
  const chart = svg("svg", {class: "bars", width, height: HEIGHT + 1, role: "img", "aria-label": "claims by date of publication"},
    rects, svg("line", {class: "axis", x1: 0, x2: width, y1: HEIGHT + 0.5, y2: HEIGHT + 0.5}), brush);
  let start = null;
  const at = (event) => Math.min(width, Math.max(0, event.clientX - chart.getBoundingClientRect().left));
  const bin = (x) => Math.min(b.heights.length - 1, Math.floor(x / wide));
  chart.addEventListener("pointerdown", (event) => {
    start = at(event);
    chart.setPointerCapture(event.pointerId);
  });
  chart.addEventListener("pointermove", (event) => {
    if (start === null) return;
    brush.setAttribute("x", Math.min(start, at(event)));
    brush.setAttribute("width", Math.abs(at(event) - start));
  });
  chart.addEventListener("pointerup", (event) => {
    if (start === null) return;
    const [a, z] = [bin(Math.min(start, at(event))), bin(Math.max(start, at(event)))];
    start = null;
    onBrush(b.low + a * b.step, b.low + (z + 1) * b.step - 1);
  });
  return chart;
}

function dateField(label, value, bounds, set) {
  return el("label", `${label} `, el("input", {
    type: "date", value: value === null ? "" : isoDay(value), min: isoDay(bounds.low), max: isoDay(bounds.low + bounds.step * bounds.heights.length - 1),
    onchange: (event) => set(event.target.value ? Math.round(Date.parse(event.target.value) / 86400000) : null),
  }));
}

export function drawTimeline(node, m, view, state, actions) {
  const width = Math.max(200, node.clientWidth - 28);
  const b = bars(m, view, width);
  if (!b) return void replace(node, el("p.note", "No article has a date of publication."));
  const set = state.from !== null || state.to !== null;
  replace(node,
    el("div.row",
      el("h2", "Published"), dateField("from", state.from, b, (from) => actions.update({from})), dateField("to", state.to, b, (to) => actions.update({to})),
      el("label", {"data-undated": "", class: b.undated ? "" : "zero"},
        el("input", {type: "checkbox", checked: state.undated, onchange: () => actions.update({undated: !state.undated})}),
        " undated ", el("span.count", number(b.undated))),
      set && button("All dates", () => actions.update({from: null, to: null}), {class: "quiet"}),
      el("span.fine", "drag over the bars to choose a span")),
    picture(b, state, width, (from, to) => actions.update({from, to})),
    el("div.ends", el("span", isoDay(b.low)), el("span", isoDay(b.low + b.step * b.heights.length - 1))));
}

/** The chosen span moved by its own length, or by the whole when none is chosen yet. */
export function step(m, state, by) {
  const days = m.article.day.filter((d) => d !== null);
  if (!days.length) return {};
  const [low, high] = [Math.min(...days), Math.max(...days)];
  const length = state.from !== null && state.to !== null ? state.to - state.from + 1 : Math.max(1, Math.ceil((high - low + 1) / 10));
  const from = state.from === null ? (by > 0 ? low : high - length + 1) : state.from + by * length;
  return {from, to: from + length - 1};
}
