/** Build elements; words enter only as text, never as markup. */

import { words } from "./words.js";

/**
 * @param {string} name tag
 * @param {Object<string, unknown>} attributes a function listens to the event of its name;
 *   `undefined` and `false` leave an attribute out
 * @param {...(Node|string)} children
 */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
  element.append(...children);
  return element;
}

/** A link to another site, or its words alone where the address is no web page's. */
export function link(url, ...children) {
  if (!/^https?:\/\//i.test(url)) return el("span", {}, ...children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...children);
}

/** An instant, given in seconds, in the reader's own zone. */
export function moment(seconds, language) {
  const shown = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  const date = new Date(seconds * 1000);
  return el("time", { datetime: date.toISOString() }, shown.format(date));
}

/** A message by hayami, as both platforms lay it out. */
export function message(at, ...content) {
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  const head = el(
    "p",
    { class: "message-head" },
    el("b", {}, "hayami"),
    el("span", { class: "badge" }, words.app),
    el("time", { datetime: at.toISOString() }, clock.format(at)),
  );
  return el(
    "div",
    { class: "message" },
    el("img", { src: "/static/mark.svg", alt: "" }),
    el("div", {}, head, ...content),
  );
}

/**
 * A list to choose one line from. Unlike with a `select`, moving through it chooses nothing yet.
 *
 * @param {string} placeholder
 * @param {Array<{label: string, description?: string, call: string}>} options
 * @param {Function} run as in `slack` and `discord`
 */
export function choices(placeholder, options, run) {
  const lines = options.map(({ label, description, call }) => {
    const click = () => {
      list.open = false;
      run(call, label);
    };
    const small = description ? [el("small", {}, description)] : [];
    return el("li", {}, el("button", { type: "button", click }, label, ...small));
  });
  const summary = el("summary", {}, placeholder);
  const list = el("details", { class: "menu" }, summary, el("ul", {}, ...lines));
  return list;
}
