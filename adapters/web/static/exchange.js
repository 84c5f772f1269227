/** One question and its answer, in the looks of both platforms. */

import { discord } from "./discord.js";
import { el } from "./dom.js";
import { slack } from "./slack.js";
import { words } from "./words.js";

const LOOKS = { slack, discord };

/** A reply side by side, as each platform shows it. */
export function looks(reply, run, at = new Date()) {
  const about = { language: reply.language, isPrivate: reply.private, at, run };
  const shown = Object.entries(LOOKS).map(([name, draw]) =>
    el(
      "section",
      { class: `look ${name}`, "aria-label": words[name] },
      el("h3", { class: "look-name" }, words[name]),
      draw(reply.looks[name], about),
    ),
  );
  return el("div", { class: "looks" }, ...shown);
}

/** What went wrong, in words. */
export function failure(error) {
  return el("p", { class: "failed", role: "alert" }, error.message);
}

/** A question whose answer is still to come. */
export class Exchange {
  constructor(asked) {
    this.answer = el("div", {}, el("p", { class: "thinking" }, words.thinking));
    this.element = el(
      "article",
      { class: "exchange" },
      el("div", { class: "asked" }, el("b", {}, words.you), el("p", {}, asked)),
      this.answer,
    );
  }

  show(content) {
    this.answer.replaceChildren(content);
  }
}
