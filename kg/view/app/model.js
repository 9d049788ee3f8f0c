// The graph as the page holds it: columns of plain values (kg/view/data.py); the id of a thing is its position.

export const ASSERTS = 0;
export const DENIES = 1;
export const REPORTS = 2;

export function readJson(id) {
  return JSON.parse(document.getElementById(id).textContent);
}

/** A block of gzipped JSON in base64. */
async function unpack(id) {
  const bytes = Uint8Array.from(atob(document.getElementById(id).textContent.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function positions(ids) {
  return new Map(ids.map((id, position) => [id, position]));
}

/** Lists of claims or propositions under each of `size` things; `keys(item)` tells under which. */
function grouped(size, items, keys) {
  const groups = Array.from({length: size}, () => []);
  for (let i = 0; i < items; i++) for (const key of new Set(keys(i))) if (key >= 0) groups[key].push(i);
  return groups;
}

export async function loadModel() {
  const m = await unpack("data");
  const {entity, proposition, claim, article} = m;
  m.start = readJson("start");
  m.drawn = m.start.top || readJson("nodes");
  m.at = {
    entity: positions(entity.id),
    proposition: positions(proposition.id),
    claim: positions(claim.id),
    article: positions(article.id),
  };
  const all = grouped(proposition.id.length, claim.id.length, (c) => [claim.proposition[c]]);
  m.claimsOf = all.map((claims) => claims.filter((c) => !superseded(m, c)));
  m.replacedOf = all.map((claims) => claims.filter((c) => superseded(m, c)));
  m.propsOf = grouped(entity.id.length, proposition.id.length, (p) => [proposition.subject[p], proposition.object[p]]);
  m.saidBy = grouped(entity.id.length, claim.id.length, (c) => [superseded(m, c) ? -1 : claim.source[c]]);
  m.claimsIn = grouped(article.id.length, claim.id.length, (c) => [claim.article[c]]);
  m.weight = m.propsOf.map((props) => props.reduce((sum, p) => sum + m.claimsOf[p].length, 0));
  m.statusOf = new Map(m.statuses.map((s) => [s.name, s]));
  m.shards = new Map();
  return m;
}

/** An article's code points and its sentences [{start, end, kind}]; its shard is unpacked on first use. */
export async function articleText(m, a) {
  const shard = m.article.shard[a];
  if (!m.shards.has(shard)) m.shards.set(shard, unpack(`text-${shard}`));
  const texts = await m.shards.get(shard);
  const found = texts[a - m.article.shard.indexOf(shard)];
  if (!found.points) {
    found.points = Array.from(found.text);
    found.list = [];
    for (let i = 0; i < found.sentences.length; i += 3) {
      const [start, end, kind] = found.sentences.slice(i, i + 3);
      found.list.push({start, end, kind});
    }
  }
  return {points: found.points, sentences: found.list};
}

export function slice(points, start, end) {
  return points.slice(start, end).join("");
}

/** Is the claim from an article that a later version replaced? */
export function superseded(m, c) {
  return m.article.superseded[m.claim.article[c]] === 1;
}

/** Who stands behind a claim: an entity, or, for an article's own voice, its origin (below -1); null if unnamed. */
function voice(m, c) {
  if (m.claim.source[c] >= 0) return m.claim.source[c];
  if (m.claim.chain[c].length) return null;
  return -2 - m.article.origin[m.claim.article[c]];
}

/**
 * What claims amount to: counts, independent voices for and against, articles, and the status, by the rule in
 * docs/records.md. Ten outlets that quote one official are one voice, and so are ten copies of one wire story.
 */
export function tally(m, claims) {
  const t = {plus: 0, minus: 0, planned: 0, hypothetical: 0, voices: new Set(), against: new Set(), articles: new Set()};
  let asserted = false;
  let opposed = false;
  let latest = null;
  for (const c of claims) {
    const stance = m.claim.stance[c];
    const certainty = m.claim.certainty[c];
    t.articles.add(m.claim.article[c]);
    if (stance === DENIES) {
      t.minus += 1;
      t.against.add(voice(m, c));
      opposed = opposed || (certainty !== "planned" && certainty !== "hypothetical");
    } else if (stance === ASSERTS || stance === REPORTS) {
      t.plus += 1;
      t.voices.add(voice(m, c));
      asserted = asserted || stance === ASSERTS;
    } else t[certainty] += 1;
    const day = m.article.day[m.claim.article[c]];
    if (day !== null && (latest === null || day > latest)) latest = day;
  }
  t.voices.delete(null);
  t.against.delete(null);
  t.latest = latest;
  if (t.plus && opposed) t.status = "disputed";
  else if (t.plus) t.status = asserted ? "asserted" : "reported";
  else t.status = t.planned ? "planned" : t.hypothetical ? "hypothetical" : "denied";
  return t;
}

/** The claims that the filters let through. */
export function activeOf(view, claims) {
  return claims.filter((c) => view.active[c]);
}

/** How many claims about an entity the filters let through. */
export function claimsAbout(m, view, e) {
  return m.propsOf[e].reduce((sum, p) => sum + activeOf(view, m.claimsOf[p]).length, 0);
}

/** What a claim does, in a word: asserts, denies, reports, plans or supposes. */
export function stanceOf(m, c) {
  return m.stances[m.claim.stance[c]].name;
}

export function relationOf(m, p) {
  return m.relations[m.proposition.relation[p]];
}

export function objectText(m, p) {
  const object = m.proposition.object[p];
  return object >= 0 ? m.entity.name[object] : String(m.proposition.value[p]);
}

/** A proposition as a short sentence. */
export function sentenceOf(m, p) {
  return `${m.entity.name[m.proposition.subject[p]]} ${relationOf(m, p).label} ${objectText(m, p)}`;
}

export function isoDay(day) {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

export function outletOf(m, a) {
  return m.article.outlet[a] >= 0 ? m.outlets[m.article.outlet[a]] : "unknown outlet";
}

/** Who holds a claim, in words for a table cell; the words of an unnamed source stand in the article. */
export function sourceName(m, c, points) {
  if (m.claim.source[c] >= 0) return m.entity.name[m.claim.source[c]];
  const chain = m.claim.chain[c];
  if (!chain.length) return `${outletOf(m, m.claim.article[c])} (own voice)`;
  const start = m.attribution.source_start[chain.at(-1)];
  return points && start >= 0 ? slice(points, start, m.attribution.source_end[chain.at(-1)]) : "unnamed source";
}
