// The start page: ranked tables that say where to look first.
import {bdi, button, el} from "./dom.js";
import {activeOf, claimsAbout, isoDay, sentenceOf, tally} from "./model.js";
import {icon, palette} from "./shapes.js";
import {count, number} from "./text.js";
import {signs} from "./views.js";

const ROWS = 7;

function table(id, title, heads, rows, none) {
  return el(
    "section.ranked", {id: `top-${id}`}, el("h3", title),
    rows.length
      ? el("table", el("thead", el("tr", heads.map((h, i) => el("th", {scope: "col", class: i ? "n" : ""}, h)))),
          el("tbody", rows.map((cells) => el("tr", cells.map((cell, i) => el("td", {class: i ? "n" : ""}, cell))))))
      : el("p.none", none),
  );
}

function tallies(m, view) {
  return m.claimsOf.map((claims, p) => [p, activeOf(view, claims)]).filter(([, claims]) => claims.length)
    .map(([p, claims]) => ({p, t: tally(m, claims)}));
}

function propositionRow(m, actions, aside) {
  return ({p, t}) => [
    button([bdi(sentenceOf(m, p))], () => actions.pick({kind: "p", id: p}), {class: "link", "data-proposition": m.proposition.id[p]}),
    ...aside(t),
  ];
}

function best(rows, score) {
  return [...rows].sort((a, b) => score(b) - score(a) || a.p - b.p).slice(0, ROWS);
}

function topEntities(m, view, actions) {
  return [...m.entity.id.slice(0, 60).keys()].map((e) => [e, claimsAbout(m, view, e)]).filter(([, n]) => n)
    .sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, ROWS).map(([e, n]) => [
      button([icon(m.kinds[m.entity.kind[e]], palette()), bdi(m.entity.name[e])], () => actions.pick({kind: "e", id: e}), {class: "link"}),
      number(m.propsOf[e].length), number(n),
    ]);
}

export function startPage(m, view, actions) {
  const rows = tallies(m, view);
  const row = (aside) => propositionRow(m, actions, aside);
  const disputed = best(rows.filter(({t}) => t.status === "disputed"), ({t}) => t.against.size + t.voices.size);
  const firm = best(rows.filter(({t}) => t.voices.size > 1), ({t}) => t.voices.size * 1000 + t.articles.size);
  const fresh = best(rows.filter(({t}) => t.latest !== null), ({t}) => t.latest);
  return el(
    "div.start",
    el("h2", "Who says so, who denies it"),
    el("p.summary", `${count(m.entity.id.length, "entity")}, ${count(m.proposition.id.length, "proposition")} and `,
      `${count(m.claim.id.length, "claim")} from ${count(m.article.id.length, "article")}. `,
      "Pick a line or an entity to see every sentence behind it."),
    table("disputed", "Most disputed", ["Proposition", "for / against"], disputed.map(row((t) => [el("b.signs", signs(t))])),
      "No proposition is both claimed and denied."),
    table("entities", "Top entities", ["Entity", "Facts", "Claims"], topEntities(m, view, actions), "No entity."),
    table("corroborated", "Best corroborated", ["Proposition", "Voices", "Articles"],
      firm.map(row((t) => [t.voices.size, t.articles.size])), "Nothing is held by two independent voices."),
    table("newest", "Newest", ["Proposition", "Published"], fresh.map(row((t) => [isoDay(t.latest)])), "No article has a date."),
  );
}
