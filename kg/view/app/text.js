// Text of articles: made fit to look at, searched, and cut at code points, as Python counts them.

// The same list as in kg/view/clean.py; a test compares them.
const UNSEEN =
  "\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f" +
  "\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb";
const UNSEEN_RE = new RegExp(`[${UNSEEN}]`, "g");
// Letters that Unicode doesn't take apart into a base letter and an accent.
const LETTERS = new Map(Object.entries({ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ß: "ss", æ: "ae", œ: "oe", ı: "i"}));

/** A text without control, bidi override and zero-width characters. */
export function shown(text) {
  return String(text).replace(UNSEEN_RE, "");
}

/** A name as search compares it: no case, no accents, single spaces. */
export function folded(text) {
  const bare = shown(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  return bare.replace(/[øłđðþßæœı]/g, (c) => LETTERS.get(c)).replace(/[\s\-–.,'’"“”()]+/g, " ").trim();
}

/** A text cut to a length, with an ellipsis. */
export function cut(text, length) {
  const letters = Array.from(shown(text));
  return letters.length <= length ? letters.join("") : letters.slice(0, length - 1).join("") + "…";
}

/**
 * Cuts [start, end) where named spans begin and end: [{from, to, names}], in order, nothing left out.
 * Spans may overlap; one that starts at -1 is unknown.
 */
export function segments(start, end, spans) {
  const inside = spans.filter((s) => s.from >= 0 && s.to > start && s.from < end);
  const cuts = new Set([start, end]);
  for (const s of inside) cuts.add(Math.max(start, s.from)).add(Math.min(end, s.to));
  const at = [...cuts].sort((a, b) => a - b);
  return at.slice(1).map((to, i) => ({
    from: at[i],
    to,
    names: inside.filter((s) => s.from <= at[i] && s.to >= to).map((s) => s.name),
  }));
}

export function number(n) {
  return n.toLocaleString("en");
}

/** "1 claim", "2 claims". */
export function count(n, word) {
  return `${number(n)} ${n === 1 ? word : word.endsWith("y") ? word.slice(0, -1) + "ies" : word + "s"}`;
}
