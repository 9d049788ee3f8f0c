// The panel on the right: the claims of what is picked, side by side by what they do; without a pick, the start page.
import {bdi, button, el, replace} from "./dom.js";
import {claimCard} from "./evidence.js";
import {ASSERTS, DENIES, activeOf, objectText, relationOf, sentenceOf, tally} from "./model.js";
import {icon, line, palette} from "./shapes.js";
import {startPage} from "./startpage.js";
import {count, number} from "./text.js";
import {signs} from "./views.js";

const FIRST = 12; // claims of a column that are drawn at once

function columnOf(m, c) {
  return m.claim.stance[c] === ASSERTS ? 0 : m.claim.stance[c] === DENIES ? 1 : 2;
}

const COLUMNS = [
  ["Asserts", "No article says so in its own voice."],
  ["Denies", "Nobody here denies it."],
  ["Reported & planned", "No source is quoted as saying so."],
];

function column(m, at, claims, actions, waiting) {
  const [title, none] = COLUMNS[at];
  const list = el("div.cards");
  const show = (from) => {
    for (const c of claims.slice(from, from + FIRST)) {
      const {card, ready} = claimCard(m, c, actions);
      list.append(card);
      waiting.push(ready);
    }
    const left = claims.length - from - FIRST;
    if (left > 0) {
      const more = button(`Show ${Math.min(FIRST, left)} more of ${number(left)}`, () => {
        more.remove();
        show(from + FIRST);
      });
      list.append(more);
    }
  };
  show(0);
  return el(
    "section", {class: `column c${at}${claims.length ? "" : " empty"}`},
    el("h4", title, el("span.badge", claims.length)),
    claims.length ? list : el("p.none", none),
  );
}

function voices(t) {
  const parts = [`${count(t.voices.size, "independent voice")} (${count(t.articles.size, "article")})`];
  if (t.against.size) parts.push(`${t.against.size} against`);
  return parts.join(", ");
}

export function statusMark(m, status) {
  const entry = m.statusOf.get(status);
  return el("span", {class: `status ${status}`}, line(entry, palette()), entry.label);
}

/** One proposition with its claims in columns. */
function propositionBlock(m, p, view, actions, waiting) {
  const claims = activeOf(view, m.claimsOf[p]);
  const t = tally(m, claims);
  const hidden = m.claimsOf[p].length - claims.length;
  const body = el("div.columns", COLUMNS.map((_, i) =>
    column(m, i, claims.filter((c) => columnOf(m, c) === i), actions, waiting)));
  const old = m.replacedOf[p];
  return el(
    "section.proposition", {"data-proposition": m.proposition.id[p]},
    el("h3", entityLink(m, m.proposition.subject[p], actions), " ", el("span.relation", relationOf(m, p).label), " ",
      m.proposition.object[p] >= 0 ? entityLink(m, m.proposition.object[p], actions) : bdi(objectText(m, p))),
    el("p.summary", statusMark(m, t.status), el("b.signs", signs(t)), el("span", voices(t))),
    hidden > 0 && el("p.note", `${count(hidden, "claim")} hidden by filters.`),
    body,
    old.length > 0 && el("details", el("summary", `${count(old.length, "claim")} of superseded versions`),
      el("div.cards", old.map((c) => claimCard(m, c, actions).card))),
  );
}

function entityLink(m, e, actions) {
  return button([bdi(m.entity.name[e])], () => actions.pick({kind: "e", id: e}), {class: "link"});
}

/** A proposition as one line that opens to its claims, which are drawn when it does. */
function fold(m, p, t, view, actions, open) {
  const block = el("details.fold", {"data-fold": m.proposition.id[p]},
    el("summary", el("span.what", bdi(sentenceOf(m, p))),
      el("span.aside", statusMark(m, t.status), el("b.signs", signs(t)))));
  const waiting = [];
  const fill = () => block.children.length < 2 && block.append(propositionBlock(m, p, view, actions, waiting));
  block.addEventListener("toggle", () => block.open && fill());
  if (open) {
    fill();
    block.open = true;
  }
  return {block, waiting};
}

function reasons(found) {
  const doubtful = found.filter(([standing]) => standing === "doubtful").length;
  return found.length > 0 && el("details.why", el("summary", `Why these are one${doubtful ? ` · ${doubtful} doubtful` : ""}`),
    el("ul", found.map(([standing, text]) => el("li", standing && el("span.chip.sure", standing), " ", bdi(text)))));
}

function entityHead(m, e, actions) {
  const {entity} = m;
  return [
    el("h2", icon(m.kinds[entity.kind[e]], palette()), bdi(entity.name[e])),
    el("p.summary", entity.type[e], " · ", `${count(entity.mentions[e], "mention")} in ${count(entity.articles[e], "article")}`,
      entity.wikidata[e] && [" · Wikidata ", bdi(entity.wikidata[e])]),
    entity.aliases[e].length > 0 && el("p.aliases", "also: ", entity.aliases[e].map((a, i) => [i ? ", " : "", bdi(a)])),
    reasons(entity.reasons[e]),
    el("div.row", button("Show its neighbourhood", () => actions.ego(e), {class: "primary"}),
      button("Expand (E)", () => actions.expand(e)), button("Collapse (C)", () => actions.collapse(e))),
  ];
}

function entityPanel(m, e, view, actions, waiting) {
  const said = [...new Set(activeOf(view, m.saidBy[e]).map((c) => m.claim.proposition[c]))];
  const mine = withClaims(m, m.propsOf[e], view);
  const draw = (p, t, i) => {
    const {block, waiting: more} = fold(m, p, t, view, actions, i === 0);
    waiting.push(...more);
    return block;
  };
  return el("div.entity", {"data-entity": m.entity.id[e]}, entityHead(m, e, actions),
    list("Claimed about it", mine, "Nothing is claimed about it under these filters.", draw),
    said.length > 0 && list("What it says itself", withClaims(m, said, view), "", (p, t) => draw(p, t, -1)));
}

function withClaims(m, props, view) {
  return props.map((p) => [p, activeOf(view, m.claimsOf[p])]).filter(([, claims]) => claims.length)
    .map(([p, claims]) => [p, tally(m, claims)]);
}

function list(title, rows, none, draw) {
  const shownRows = rows.slice(0, 60);
  return el("section.list", el("h3", title, el("span.badge", rows.length)),
    rows.length ? el("ul", shownRows.map((row, i) => el("li", draw(...row, i)))) : el("p.none", none),
    rows.length > 60 && el("p.note", `${number(rows.length - 60)} more in the table (T).`));
}

/** Propositions drawn as one edge with this one. */
function bundled(view, p) {
  const edge = view.edges.find((e) => e.props.includes(p));
  return edge ? edge.props : [p];
}

/** Draws what is picked; resolves when the evidence is there. */
export async function drawPanel(node, m, view, state, actions) {
  const {pick} = state;
  const waiting = [];
  const back = button("‹ Start page", () => actions.pick(null), {class: "quiet back"});
  if (!pick) replace(node, startPage(m, view, actions));
  else if (pick.kind === "e") replace(node, back, entityPanel(m, pick.id, view, actions, waiting));
  else {
    const p = pick.kind === "c" ? m.claim.proposition[pick.id] : pick.id;
    const props = pick.kind === "b" ? bundled(view, p) : [p];
    replace(node, back, props.map((one) => propositionBlock(m, one, view, actions, waiting)));
  }
  node.scrollTop = 0;
  await Promise.all(waiting);
  if (pick && pick.kind === "c") showClaim(node, m.claim.id[pick.id]);
}

function showClaim(node, id) {
  const card = [...node.querySelectorAll(".claim")].find((c) => c.dataset.claim === id);
  if (!card) return;
  card.classList.add("picked");
  card.scrollIntoView({block: "center"});
}
