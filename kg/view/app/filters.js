// Filters act on claims: an edge is drawn while a claim of it is left, and its numbers are counted from those.
import {outletOf, superseded, tally} from "./model.js";

/** {key, label, options: [{name, label}], at: name -> option, of: claim -> option, also: claim -> a second option} */
function facet(key, label, options, of, also) {
  return {key, label, options, at: new Map(options.map((o, i) => [o.name, i])), of: (c) => of[c], also: also && ((c) => also[c])};
}

/** A facet whose options are what the claims have, the most frequent first. `of(claim)` gives [name, label]. */
function found(m, key, label, of) {
  const seen = new Map();
  const names = m.claim.id.map((_, c) => {
    const [name, text] = of(c);
    const entry = seen.get(name) || {name, label: text, size: 0};
    entry.size += 1;
    seen.set(name, entry);
    return name;
  });
  const options = [...seen.values()].sort((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  const at = new Map(options.map((o, i) => [o.name, i]));
  return facet(key, label, options, names.map((name) => at.get(name)));
}

function sourceOption(m, c) {
  const source = m.claim.source[c];
  if (source >= 0) return [m.entity.id[source], m.entity.name[source]];
  return m.claim.chain[c].length ? ["-unnamed", "unnamed sources"] : ["-own", "articles' own voice"];
}

/** Types of both ends; a claim stays while all of them are ticked. */
function kindFacet(m) {
  const present = [...new Set(m.entity.kind)].sort((a, b) => a - b);
  const options = present.map((k) => ({name: m.kinds[k].name, label: m.kinds[k].label, kind: k}));
  const option = new Map(present.map((k, i) => [k, i]));
  const end = (side) =>
    m.claim.proposition.map((p) => (m.proposition[side][p] >= 0 ? option.get(m.entity.kind[m.proposition[side][p]]) : -1));
  return facet("kind", "Entity type", options, end("subject"), end("object"));
}

export function makeFacets(m) {
  const status = m.statuses.map((s, i) => ({name: s.name, label: s.label, status: i}));
  const voices = ["0", "1", "2", "3"].map((name) => ({name, label: name === "3" ? "3 or more" : name}));
  const support = m.claimsOf.map((claims) => Math.min(3, tally(m, claims).voices.size));
  return [
    facet("status", "Status of the proposition", status, m.claim.proposition.map((p) => m.proposition.status[p])),
    facet("stance", "What the claim does", m.stances, m.claim.stance),
    found(m, "source", "Source", (c) => sourceOption(m, c)),
    found(m, "outlet", "Outlet", (c) => [outletOf(m, m.claim.article[c]), outletOf(m, m.claim.article[c])]),
    kindFacet(m),
    found(m, "relation", "Relation", (c) => {
      const r = m.relations[m.proposition.relation[m.claim.proposition[c]]];
      return [r.name, r.label];
    }),
    facet("voices", "Independent voices", voices, m.claim.proposition.map((p) => support[p])),
  ];
}

function inTime(m, state, c) {
  const day = m.article.day[m.claim.article[c]];
  if (day === null) return state.undated;
  return (state.from === null || day >= state.from) && (state.to === null || day <= state.to);
}

/**
 * Which claims pass, and what each option would count: claims that pass all other facets. One pass; `fails` holds a
 * bit a facet. `undated` and `days` are the same for the timeline, which is a facet as well.
 */
export function evaluate(m, facets, state) {
  const active = new Uint8Array(m.claim.id.length);
  const counts = facets.map((f) => new Int32Array(f.options.length));
  const timeBit = 1 << facets.length;
  const timed = [];
  let total = 0;
  for (let c = 0; c < active.length; c++) {
    if (superseded(m, c)) continue;
    let fails = inTime(m, state, c) ? 0 : timeBit;
    facets.forEach((f, i) => {
      const chosen = state.chosen.get(f.key);
      if (chosen && !(chosen.has(f.of(c)) && (!f.also || f.also(c) < 0 || chosen.has(f.also(c))))) fails |= 1 << i;
    });
    if (!fails) {
      active[c] = 1;
      total += 1;
    }
    if (!(fails & ~timeBit)) timed.push(c);
    facets.forEach((f, i) => {
      if (fails & ~(1 << i)) return;
      counts[i][f.of(c)] += 1;
      if (f.also && f.also(c) >= 0 && f.also(c) !== f.of(c)) counts[i][f.also(c)] += 1;
    });
  }
  return {active, counts, total, timed};
}

/** How many filters are set. */
export function filtersSet(state) {
  return state.chosen.size + (state.from !== null || state.to !== null ? 1 : 0) + (state.undated ? 0 : 1);
}
