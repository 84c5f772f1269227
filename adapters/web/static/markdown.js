/** Read the part of Discord's Markdown that the Discord adapter writes. */

import { el, link, moment } from "./dom.js";

const QUOTATION = "> ";
const SMALL_PRINT = "-# ";

const PIECE = new RegExp(
  [
    String.raw`\\(?<escaped>[^\p{L}\p{N}\s])`,
    String.raw`\*\*(?<strong>(?:\\.|[^\\*])+)\*\*`,
    String.raw`\[(?<label>(?:\\.|[^\\\]])+)\]\((?<target>https?:[^\s()]+)\)`,
    String.raw`<(?<address>https?:[^\s<>]+)>`,
    String.raw`<t:(?<timestamp>-?\d+):f>`,
  ].join("|"),
  "gu",
);

/**
 * @param {string} text
 * @param {string} language of the reader, for times
 * @returns {Array<Node>} paragraphs; lines of one kind that follow each other are one of them
 */
export function markdown(text, language) {
  const paragraphs = [];
  for (const line of text ? text.split("\n") : []) {
    const kind = [QUOTATION, SMALL_PRINT].find((prefix) => line.startsWith(prefix)) ?? "";
    const last = paragraphs.at(-1);
    if (last?.kind === kind) last.lines.push(line.slice(kind.length));
    else paragraphs.push({ kind, lines: [line.slice(kind.length)] });
  }
  return paragraphs.map(({ kind, lines }) => paragraph(kind, lines.join("\n"), language));
}

function paragraph(kind, text, language) {
  const children = inline(kind ? text : text.replace(/^\n+|\n+$/g, ""), language);
  if (kind === QUOTATION) return el("blockquote", {}, ...children);
  return el("p", { class: kind === SMALL_PRINT ? "subtext" : undefined }, ...children);
}

function inline(text, language) {
  const children = [];
  let end = 0;
  for (const found of text.matchAll(PIECE)) {
    children.push(text.slice(end, found.index), piece(found.groups, language));
    end = found.index + found[0].length;
  }
  return [...children, text.slice(end)];
}

function piece({ escaped, strong, label, target, address, timestamp }, language) {
  if (escaped) return escaped;
  if (strong) return el("strong", {}, ...inline(strong, language));
  if (label) return link(target, ...inline(label, language));
  if (address) return link(address, address);
  return moment(Number(timestamp), language);
}
