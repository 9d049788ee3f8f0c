// The article as it was read, with its claims marked; a mark opens its claim.
import {bdi, button, el, replace} from "./dom.js";
import {spansOf} from "./evidence.js";
import {sourceButtons} from "./links.js";
import {articleText, outletOf, sentenceOf, slice, stanceOf} from "./model.js";
import {count, segments} from "./text.js";

const KINDS = ["body", "heading", "caption", "byline", "boilerplate"];

/** [start, end) of the lines of a text. */
function lines(points) {
  const found = [];
  let start = 0;
  points.forEach((c, i) => {
    if (c !== "\n") return;
    found.push([start, i]);
    start = i + 1;
  });
  return [...found, [start, points.length]].filter(([a, z]) => z > a);
}

function piece(m, points, segment, chosen, actions) {
  const text = slice(points, segment.from, segment.to);
  const claims = segment.names.filter((n) => typeof n === "number");
  const words = segment.names.filter((n) => typeof n === "string");
  if (!claims.length && !words.length) return text;
  const stances = [...new Set(claims.map((c) => stanceOf(m, c)))];
  const open = () => claims.length && actions.pick({kind: "c", id: claims[0]});
  return el("mark", {
    class: [...stances, ...words, claims.includes(chosen) ? "picked" : ""].join(" "),
    title: claims.map((c) => `${stanceOf(m, c)}: ${sentenceOf(m, m.claim.proposition[c])}`).join("\n"),
    "data-claims": claims.map((c) => m.claim.id[c]).join(" "),
    onclick: open,
  }, text);
}

function claimList(m, a, view, actions) {
  const claims = m.claimsIn[a].filter((c) => view.active[c]).sort((x, y) => m.claim.start[x] - m.claim.start[y]);
  return el("details.claim-list", el("summary", count(claims.length, "marked claim")),
    el("ol", claims.map((c) => el("li", button(
      [el("span.chip", stanceOf(m, c)), " ", bdi(sentenceOf(m, m.claim.proposition[c]))],
      () => actions.pick({kind: "c", id: c}), {class: "link"})))));
}

export async function drawReader(node, m, view, state, actions) {
  const a = state.article;
  if (a < 0) return void replace(node, el("p.note.pad", "Choose “Read in article” on a claim to read it in its place."));
  const {article} = m;
  const {points, sentences} = await articleText(m, a);
  const chosen = state.pick && state.pick.kind === "c" && m.claim.article[state.pick.id] === a ? state.pick.id : -1;
  const spans = m.claimsIn[a].filter((c) => view.active[c]).map((c) => ({name: c, from: m.claim.start[c], to: m.claim.end[c]}));
  if (chosen >= 0) spans.push(...spansOf(m, chosen));
  const kindAt = (start) => KINDS[(sentences.find((s) => s.start <= start && start < s.end) || {kind: 0}).kind];
  const body = lines(points).map(([start, end]) =>
    el("p", {class: kindAt(start)}, segments(start, end, spans).map((s) => piece(m, points, s, chosen, actions))));
  replace(node, el("article.reader", {"data-article": article.id[a]},
    el("header",
      el("p.where", el("strong", bdi(outletOf(m, a))), " · ", article.published[a] || "undated",
        article.author[a] && [" · ", bdi(article.author[a])], article.superseded[a] ? " · superseded by a later version" : ""),
      el("div.row", sourceButtons(article.url[a], "Open source"), sourceButtons(article.archived[a], "Open archived copy"),
        el("span.fine", `SHA-256 ${String(article.sha256[a]).slice(0, 12)}…`)),
      claimList(m, a, view, actions)),
    body));
  const mark = node.querySelector("mark.picked");
  if (mark) mark.scrollIntoView({block: "center"});
}
