// Elements without HTML strings: text becomes text nodes, so nothing in an article can become markup or run.
import {shown} from "./text.js";

const SVG = "http://www.w3.org/2000/svg";

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : shown(value));
  }
  add(node, children);
  return node;
}

/** Appends nodes and texts, in nested lists too; null and false are left out. */
export function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : shown(child));
  }
  return node;
}

/** An HTML element: el("p.note", {title}, "text"). Properties may be left out; `onclick` and the like are listeners. */
export function el(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag);
  if (classes.length) node.className = classes.join(" ");
  return fill(node, Object.getPrototypeOf(rest[0] ?? 0) === Object.prototype ? rest.shift() : {}, rest);
}

/** An SVG element. */
export function svg(tag, properties = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), properties, children);
}

/** Words from outside, kept from turning the direction of what stands around them. */
export function bdi(text, className) {
  return el("bdi", {class: className}, text);
}

/** A real button, so that the keyboard reaches it. */
export function button(label, onclick, properties = {}) {
  return el("button", {type: "button", onclick, ...properties}, label);
}

/** Shows a dialog with a title; it goes when it is closed, at once by `close`, with the next event by Escape.
 *  `parts(close)` makes what is in it. */
export function showDialog(title, parts) {
  const close = () => { dialog.close(); dialog.remove(); };
  const dialog = el("dialog.ask", {"aria-labelledby": "ask-title"}, el("h2", {id: "ask-title"}, title), parts(close));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

export function replace(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

let live = null;

/** The region that screen readers read out when it changes. */
export function announcer() {
  live = el("div.unseen", {"aria-live": "polite", role: "status"});
  return live;
}

export function announce(text) {
  if (live) live.textContent = shown(text);
}

/** Hands a file to the browser's own download. */
export function download(name, blob) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** Copies a text; answers whether it went. `file://` pages may have no clipboard, hence the older way as well. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea.unseen", {value: text});
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
