/** Show Slack messages as Slack does: the kinds of Block Kit that the Slack adapter sends. */

import { choices, el, link, message, moment } from "./dom.js";
import { words } from "./words.js";

/**
 * @param {Array<{blocks: Array}>} messages
 * @param {{language: string, isPrivate: boolean, at: Date, run: Function}} reply
 *   `run(call, label)` is called when a reader takes a step
 */
export function slack(messages, reply) {
  const onlyYou = () =>
    reply.isPrivate ? [el("p", { class: "only-you" }, words.only_you_slack)] : [];
  const shown = messages.map(({ blocks }) =>
    message(reply.at, ...onlyYou(), ...blocks.map((part) => block(part, reply))),
  );
  return el("div", { class: "shot", lang: reply.language }, ...shown);
}

function block(part, reply) {
  switch (part.type) {
    case "header":
      return el("h4", {}, part.text.text);
    case "rich_text":
      return el("div", { class: "words" }, ...part.elements.map((one) => paragraph(one, reply)));
    case "context":
      return el("p", { class: "context" }, ...smallPrint(part.elements, reply));
    case "actions":
      return el("div", { class: "row" }, ...part.elements.map((one) => control(one, reply)));
    case "divider":
      return el("hr");
    default:
      throw new TypeError(`Slack block ${part.type}`);
  }
}

function paragraph(part, reply) {
  const name = part.type === "rich_text_quote" ? "blockquote" : "p";
  return el(name, {}, ...part.elements.map((one) => span(one, reply)));
}

function span(part, reply) {
  switch (part.type) {
    case "text":
      return part.style?.bold ? el("strong", {}, part.text) : part.text;
    case "link":
      return link(part.url, part.text);
    case "date":
      return moment(part.timestamp, reply.language);
    default:
      throw new TypeError(`Slack element ${part.type}`);
  }
}

function smallPrint(elements, reply) {
  return elements.flatMap((one, number) => [
    ...(number ? [" "] : []),
    ...(one.type === "mrkdwn" ? markup(one.text, reply) : [one.text]),
  ]);
}

/** The two things that the adapter writes as markup: a link and a date. */
function markup(text, reply) {
  return text.split(/(<[^>]*>)/).map((part) => {
    const date = /^<!date\^(-?\d+)\^/.exec(part);
    if (date) return moment(Number(date[1]), reply.language);
    const target = /^<([^|>]+)\|?([^>]*)>$/.exec(part);
    if (target) return link(unescape(target[1]), unescape(target[2] || target[1]));
    return unescape(part);
  });
}

function unescape(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function control(part, reply) {
  if (part.type === "static_select") {
    const options = part.options.map(({ text, value, description }) => ({
      label: text.text,
      description: description?.text,
      call: value,
    }));
    return choices(part.placeholder.text, options, reply.run);
  }
  if (part.url) return link(part.url, part.text.text);
  const click = () => reply.run(part.value, part.text.text);
  return el("button", { type: "button", class: part.style, click }, part.text.text);
}
