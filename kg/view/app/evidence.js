// One claim with its evidence: who, through which word, how surely, in which sentence of which article.
import {add, bdi, button, el} from "./dom.js";
import {sourceButtons} from "./links.js";
import {articleText, outletOf, slice} from "./model.js";
import {segments} from "./text.js";

/** The spans to mark in a claim's sentence. The words of every cue on the way are marked, not the innermost alone. */
export function spansOf(m, c) {
  const {claim, attribution} = m;
  const span = (name) => ({name, from: claim[`${name}_start`][c], to: claim[`${name}_end`][c]});
  const cues = claim.chain[c].flatMap((a) => [
    {name: "cue", from: attribution.cue_start[a], to: attribution.cue_end[a]},
    {name: "source", from: attribution.source_start[a], to: attribution.source_end[a]},
  ]);
  return [span("subject"), span("predicate"), span("object"), ...cues];
}

/** A piece of an article with its spans marked; each mark carries its names as classes. */
export function marked(points, start, end, spans) {
  return segments(start, end, spans).map(({from, to, names}) => {
    const text = slice(points, from, to);
    return names.length ? el("mark", {class: names.join(" "), title: names.join(", ")}, text) : text;
  });
}

function chain(m, c, points) {
  const {claim, attribution, entity, article} = m;
  if (!claim.chain[c].length) return [bdi(outletOf(m, claim.article[c]), "who"), el("span.how", " in its own voice")];
  return claim.chain[c].map((a, i) => {
    const named = attribution.entity[a];
    const words = attribution.source_start[a] >= 0 ? slice(points, attribution.source_start[a], attribution.source_end[a]) : "unnamed source";
    const cue = attribution.cue_start[a] >= 0 ? slice(points, attribution.cue_start[a], attribution.cue_end[a]) : "";
    const who = i === 0 ? "" : " › ";
    return [who, bdi(named >= 0 ? entity.name[named] : words, "who"), cue && el("span.how", " “", bdi(cue), "”")];
  });
}

const BOUNDS = [["min", "at least"], ["max", "at most"]];

function quantity(q) {
  const words = BOUNDS.filter(([key]) => q[key] !== null).map(([key, word]) => `${word} ${q[key].toLocaleString("en")}`);
  const value = q.value === null ? words.join(", ") : `${q.approximate ? "about " : ""}${q.value.toLocaleString("en")}`;
  return el("span.chip", {title: `as written: ${q.text}`}, "quantity: ", bdi(`${value} ${q.unit || ""}`.trim()));
}

function time(label, t) {
  const [text, edtf, basis] = t;
  return el("span.chip", {title: `as written: ${text} (${basis})`}, `${label}: `, bdi(edtf || text));
}

function chips(m, c) {
  const {claim} = m;
  const outlets = m.attribution.outlets[claim.chain[c].at(-1)];
  const negative = claim.polarity[c] === "negative" && claim.certainty[c] !== "denied";
  return el(
    "div.chips",
    el("span", {class: `chip sure ${claim.certainty[c]}`}, claim.certainty[c]),
    negative && el("span.chip.sure.denied", "negative"),
    outlets > 1 && el("span.chip.sure", `one statement, ${outlets} outlets`),
    claim.quantity[c] && quantity(claim.quantity[c]),
    claim.event[c] && time("happened", claim.event[c]),
    claim.utterance[c] && time("said", claim.utterance[c]),
    claim.role[c] && el("span.chip", "as ", bdi(claim.role[c])),
    claim.implicit[c].map((slot) => el("span.chip", {title: "filled from the context, not from this sentence"}, `${slot} from context`)),
  );
}

function quote(m, c, {points, sentences}) {
  const at = m.claim.sentence[c];
  const beside = (s) => s && s.kind !== 4 && slice(points, s.start, s.end);
  const {start, end} = sentences[at];
  return el(
    "blockquote",
    el("span.context", beside(sentences[at - 1]) || "", " "),
    el("span.sentence", marked(points, start, end, spansOf(m, c))),
    el("span.context", " ", beside(sentences[at + 1]) || ""),
  );
}

function footer(m, c, actions) {
  const {article, claim} = m;
  const a = claim.article[c];
  const sure = Math.round(claim.confidence[c] * 100);
  return el(
    "footer",
    el(
      "div.where",
      el("strong", bdi(outletOf(m, a))), " · ", article.published[a] || "undated",
      article.author[a] && [" · ", bdi(article.author[a])], " · ", el("cite", bdi(article.title[a])),
    ),
    el(
      "div.row",
      button("Read in article", () => actions.read(c), {class: "quiet"}),
      sourceButtons(article.url[a], "Open source"),
      sourceButtons(article.archived[a], "Open archived copy"),
      el("span.fine", {title: `article ${article.id[a]}, SHA-256 ${article.sha256[a]}, read by rule ${claim.rule[c]}`},
        `characters ${claim.start[c]}–${claim.end[c]} · extraction ${sure} %`),
    ),
  );
}

/** A card that is filled when the article's text is there. */
export function claimCard(m, c, actions) {
  const a = m.claim.article[c];
  const card = el("article.claim", {"data-claim": m.claim.id[c], tabindex: "-1"});
  const ready = articleText(m, a).then((text) => {
    const head = el("header", chain(m, c, text.points));
    if (m.article.superseded[a]) head.append(el("span.chip", "superseded version, not counted"));
    add(card, [head, chips(m, c), m.claim.reviews[c].map((r) => el("p.review", bdi(r))), quote(m, c, text), footer(m, c, actions)]);
  });
  return {card, ready};
}
