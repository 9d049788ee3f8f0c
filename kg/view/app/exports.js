// What is shown, to take along: claims as CSV and JSON, the picture as SVG and PNG. All are written here, as plain text.
import {download, svg} from "./dom.js";
import {activeOf, articleText, objectText, outletOf, relationOf, sentenceOf, slice, sourceName, stanceOf, tally} from "./model.js";
import {mark} from "./shapes.js";
import {shown} from "./text.js";

/** Claims behind the drawn edges, in page order. */
export function shownClaims(view) {
  return [...new Set(view.edges.flatMap((e) => e.claims))].sort((a, b) => a - b);
}

async function record(m, view, c) {
  const {claim, article, proposition} = m;
  const p = claim.proposition[c];
  const a = claim.article[c];
  const {points, sentences} = await articleText(m, a);
  const {start, end} = sentences[claim.sentence[c]];
  const cue = claim.chain[c].length ? claim.chain[c].at(-1) : -1;
  const from = cue < 0 ? -1 : m.attribution.cue_start[cue];
  const t = tally(m, activeOf(view, m.claimsOf[p]));
  return {
    claim: claim.id[c], proposition: proposition.id[p], text: sentenceOf(m, p), subject: m.entity.name[proposition.subject[p]],
    relation: relationOf(m, p).name, object: objectText(m, p), status: t.status, independent_voices: t.voices.size,
    stance: stanceOf(m, c), polarity: claim.polarity[c], certainty: claim.certainty[c],
    source: sourceName(m, c, points), cue: from < 0 ? null : slice(points, from, m.attribution.cue_end[cue]),
    sentence: slice(points, start, end), quote: slice(points, claim.start[c], claim.end[c]), start: claim.start[c], end: claim.end[c],
    outlet: outletOf(m, a), author: article.author[a], published: article.published[a], url: article.url[a], article: article.id[a],
    sha256: article.sha256[a], quantity: claim.quantity[c] && claim.quantity[c].text, event_time: claim.event[c] && claim.event[c][1],
    utterance_time: claim.utterance[c] && claim.utterance[c][1], confidence: claim.confidence[c], rule: claim.rule[c],
    review: claim.review[c],
  };
}

export function records(m, view) {
  return Promise.all(shownClaims(view).map((c) => record(m, view, c)));
}

/** A value for a spreadsheet: quoted, and never a formula. */
function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const tame = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
}

export function csv(rows) {
  if (!rows.length) return "";
  const keys = Object.keys(rows[0]);
  return [keys, ...rows.map((row) => keys.map((key) => row[key]))].map((line) => line.map(cell).join(",") + "\r\n").join("");
}

function arrow(edge, target, paint) {
  const back = edge.via || edge.from;
  const long = Math.hypot(edge.to.x - back.x, edge.to.y - back.y) || 1;
  const [ux, uy] = [(edge.to.x - back.x) / long, (edge.to.y - back.y) / long];
  const [x, y] = [edge.to.x - ux * (target.size + 2), edge.to.y - uy * (target.size + 2)];
  const points = [[x, y], [x - ux * 8 - uy * 3.5, y - uy * 8 + ux * 3.5], [x - ux * 8 + uy * 3.5, y - uy * 8 - ux * 3.5]];
  return svg("polygon", {points: points.map((p) => p.map((n) => n.toFixed(1)).join(",")).join(" "), fill: paint.status(edge.status)});
}

function drawEdge(edge, target, paint) {
  const n = (v) => v.toFixed(1);
  const curve = edge.via ? `Q${n(edge.via.x)} ${n(edge.via.y)} ` : "L";
  const path = svg("path", {
    d: `M${n(edge.from.x)} ${n(edge.from.y)} ${curve}${n(edge.to.x)} ${n(edge.to.y)}`, fill: "none", stroke: paint.status(edge.status),
    "stroke-width": n(edge.width), "stroke-dasharray": edge.dash.join(" ") || null,
  });
  return [path, edge.symmetric ? null : arrow(edge, target, paint)];
}

/** The picture as an SVG element; made of elements, so every text in it is escaped by the serializer. */
export function picture(m, scene) {
  const {nodes, edges, labels, paint, font} = scene;
  const at = new Map(nodes.map((n) => [n.id, n]));
  const wide = [...nodes.map((n) => [n.x - n.size, n.x + n.size]), ...labels.map((l) => [l.x - l.width / 2, l.x + l.width / 2])].flat();
  const tall = [...nodes.map((n) => [n.y - n.size, n.y + n.size]), ...labels.map((l) => [l.y - l.size, l.y + l.size])].flat();
  const [x, y] = [Math.min(...wide) - 24, Math.min(...tall) - 24];
  const [w, h] = [Math.max(...wide) + 24 - x, Math.max(...tall) + 24 - y];
  const text = (l) => svg("text", {
    x: l.x.toFixed(1), y: l.y.toFixed(1), "font-size": l.size.toFixed(1), "text-anchor": "middle", "dominant-baseline": "central",
    fill: l.status ? paint.status(l.status) : paint.text, stroke: paint.surface, "stroke-width": (l.size / 4).toFixed(1), "paint-order": "stroke",
    "stroke-linejoin": "round",
  }, shown(l.text));
  return svg("svg", {xmlns: "http://www.w3.org/2000/svg", viewBox: `${x} ${y} ${w} ${h}`, width: Math.round(w), height: Math.round(h), "font-family": font},
    svg("rect", {x, y, width: w, height: h, fill: paint.surface}),
    edges.map((e) => drawEdge(e, at.get(e.target), paint)),
    nodes.map((n) => mark(n.fold ? {name: "Entity", shape: "dot", hollow: true} : m.kinds[n.kind], n.x, n.y, n.size, paint)),
    labels.map(text));
}

export function svgText(element) {
  return new XMLSerializer().serializeToString(element);
}

/** The picture as PNG, twice as fine as the screen. */
async function png(element) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([svgText(element)], {type: "image/svg+xml"}));
  image.src = address;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.min(8000, element.getAttribute("width") * 2);
  canvas.height = Math.min(8000, element.getAttribute("height") * 2);
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

/** Makes one of csv, json, svg, png and hands it over as a file. */
export async function save(kind, m, view, scene) {
  const rows = kind === "csv" || kind === "json" ? await records(m, view) : null;
  if (kind === "csv") download("claims.csv", new Blob(["\ufeff", csv(rows)], {type: "text/csv"}));
  else if (kind === "json") download("claims.json", new Blob([JSON.stringify(rows, null, 1)], {type: "application/json"}));
  else if (kind === "svg") download("graph.svg", new Blob([svgText(picture(m, scene()))], {type: "image/svg+xml"}));
  else download("graph.png", await png(picture(m, scene())));
}
