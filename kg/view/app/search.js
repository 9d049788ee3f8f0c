// Search over names and aliases: by the beginning of any word, without case and accents.
import {bdi, el, replace} from "./dom.js";
import {icon, palette} from "./shapes.js";
import {count, folded} from "./text.js";

const MOST = 10;

function makeIndex(m) {
  return m.entity.name.flatMap((name, e) => [name, ...m.entity.aliases[e]].map((words) => ({e, words, key: folded(words)})));
}

/** Entities that match, best first: the name itself, a name that begins so, a word of a name that does. */
export function search(m, text) {
  m.names = m.names || makeIndex(m);
  const wanted = folded(text);
  const best = new Map();
  if (!wanted) return [];
  for (const {e, words, key} of m.names) {
    const grade = key === wanted ? 0 : key.startsWith(wanted) ? 1 : ` ${key}`.includes(` ${wanted}`) ? 2 : -1;
    if (grade >= 0 && (!best.has(e) || best.get(e).grade > grade)) best.set(e, {e, words, grade});
  }
  return [...best.values()].sort((a, b) => a.grade - b.grade || a.e - b.e).slice(0, MOST);
}

/** The search field with its list of results, as a combobox. */
export function searchField(m, choose) {
  const list = el("ul", {id: "found", role: "listbox", "aria-label": "entities found", hidden: true});
  let results = [];
  let at = 0;
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  };
  const take = (e) => {
    close();
    field.value = "";
    choose(e);
  };
  const mark = () => {
    [...list.children].forEach((li, i) => li.setAttribute("aria-selected", String(i === at)));
    field.setAttribute("aria-activedescendant", results.length ? `found-${at}` : "");
  };
  const find = () => {
    results = search(m, field.value);
    at = 0;
    const row = ({e, words}, i) => el("li", {id: `found-${i}`, role: "option", onpointerdown: (event) => {
      event.preventDefault();
      take(e);
    }}, icon(m.kinds[m.entity.kind[e]], palette()), el("span.name", bdi(m.entity.name[e]),
      words !== m.entity.name[e] && el("span.fine", " ", bdi(words))), el("span.fine", count(m.weight[e], "claim")));
    replace(list, results.length ? results.map(row) : field.value && el("li.none", "Nothing goes by that name."));
    list.hidden = !field.value;
    field.setAttribute("aria-expanded", String(!list.hidden));
    mark();
  };
  const field = el("input", {
    type: "search", id: "search", placeholder: "Search a name or alias", "aria-label": "Search a name or alias", autocomplete: "off", spellcheck: "false",
    role: "combobox", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
    oninput: find, onfocus: () => field.value && find(), onblur: close,
    onkeydown: (event) => {
      if (event.key === "Enter" && results[at]) take(results[at].e);
      else if (event.key === "Escape") {
        field.value = "";
        close();
        field.blur();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && results.length) {
        event.preventDefault();
        at = (at + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length;
        mark();
      }
    },
  });
  return el("div.search", field, el("kbd", {"aria-hidden": "true"}, "/"), list);
}
