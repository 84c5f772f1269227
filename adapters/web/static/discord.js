/** Show Discord messages as Discord does: the embeds and components that the adapter sends. */

import { choices, el, link, message } from "./dom.js";
import { markdown } from "./markdown.js";
import { words } from "./words.js";

const ACTION_ROW = 1;
const SELECT = 3;
const PRIMARY = 1;

/**
 * @param {Array<{content?: string, embeds?: Array, components?: Array}>} messages
 * @param {{language: string, isPrivate: boolean, at: Date, run: Function}} reply
 *   `run(call, label)` is called when a reader takes a step
 */
export function discord(messages, reply) {
  const shown = messages.map(({ content = "", embeds = [], components = [] }) =>
    message(
      reply.at,
      ...markdown(content, reply.language),
      ...embeds.map((one) => embed(one, reply)),
      ...components.map((one) => row(one, reply)),
      ...(reply.isPrivate ? [el("p", { class: "only-you" }, words.only_you_discord)] : []),
    ),
  );
  return el("div", { class: "shot", lang: reply.language }, ...shown);
}

function embed({ title, description, fields = [] }, { language }) {
  const children = [];
  if (title) children.push(el("h4", {}, ...markdown(title, language)));
  if (description) children.push(el("div", { class: "words" }, ...markdown(description, language)));
  if (fields.length) {
    children.push(el("div", { class: "fields" }, ...fields.map((one) => field(one, language))));
  }
  return el("div", { class: "embed" }, ...children);
}

function field({ name, value, inline }, language) {
  return el(
    "div",
    { class: inline ? "inline" : undefined },
    el("h5", {}, ...markdown(name, language)),
    el("div", { class: "words" }, ...markdown(value, language)),
  );
}

function row({ type, components }, reply) {
  if (type !== ACTION_ROW) throw new TypeError(`Discord component ${type}`);
  return el("div", { class: "row" }, ...components.map((one) => control(one, reply)));
}

function control(part, reply) {
  if (part.type === SELECT) {
    const options = part.options.map(({ label, description, value }) => ({
      label,
      description,
      call: unnumbered(value),
    }));
    return choices(part.placeholder, options, reply.run);
  }
  if (part.url) return link(part.url, part.label);
  const click = () => reply.run(unnumbered(part.custom_id), part.label);
  const kind = part.style === PRIMARY ? "primary" : undefined;
  return el("button", { type: "button", class: kind, click }, part.label);
}

/** An id without the number that tells it from an equal one in the same message. */
function unnumbered(id) {
  return id.replace(/^\d{1,2}:/, "");
}
