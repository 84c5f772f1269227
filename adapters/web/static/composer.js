/** The line where one types: with suggestions, and examples that are asked by one click. */

import { el } from "./dom.js";
import { suggestions } from "./server.js";
import { say } from "./words.js";

const ADDRESS = /^\s*[/／@＠]hayami\s*/i;
const PAUSE_MS = 120;

export class Composer {
  /**
   * @param {HTMLFormElement} form
   * @param {Function} send takes the text to ask
   * @param {Function} announce tells a screen reader
   */
  constructor(form, send, announce) {
    this.form = form;
    this.send = send;
    this.announce = announce;
    this.input = form.elements.namedItem("text");
    this.list = form.querySelector("[role=listbox]");
    this.active = -1;
    this.typing = new AbortController();

    form.addEventListener("submit", (event) => this.submit(event));
    this.input.addEventListener("input", () => this.complete());
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("blur", () => this.close());
    for (const chip of form.querySelectorAll("[data-example]")) {
      chip.addEventListener("click", () => this.send(chip.dataset.example));
    }
  }

  /** The language chosen for answers, empty for "automatic". */
  get language() {
    return this.form.elements.namedItem("language").value;
  }

  submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return this.input.focus();
    this.close();
    this.input.value = "";
    this.send(text);
  }

  async complete() {
    this.typing.abort();
    this.typing = new AbortController();
    const { signal } = this.typing;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    if (signal.aborted) return;
    try {
      const language = this.language || document.documentElement.lang;
      const found = await suggestions(this.input.value, language, signal);
      if (!signal.aborted) this.open(found);
    } catch {
      this.close(); // without suggestions one can type on
    }
  }

  open(found) {
    const address = ADDRESS.exec(this.input.value)?.[0] ?? "";
    const lines = found.map(({ label, value }, number) => {
      const choose = (event) => {
        event.preventDefault(); // the input keeps the focus
        this.choose(address + value);
      };
      const id = `suggestion-${number}`;
      const line = { id, role: "option", "data-value": address + value, mousedown: choose };
      return el("li", line, label);
    });
    this.list.replaceChildren(...lines);
    this.list.hidden = !lines.length;
    this.input.setAttribute("aria-expanded", String(lines.length > 0));
    this.activate(-1);
    if (lines.length) this.announce(say("suggestions", { count: lines.length }));
  }

  close() {
    this.typing.abort();
    this.open([]);
  }

  activate(number) {
    const lines = [...this.list.children];
    this.active = number;
    lines.forEach((line, n) => line.setAttribute("aria-selected", String(n === number)));
    this.input.setAttribute("aria-activedescendant", lines[number]?.id ?? "");
    lines[number]?.scrollIntoView({ block: "nearest" });
  }

  choose(value) {
    this.close();
    this.input.value = value;
    this.input.focus();
  }

  press(event) {
    if (event.isComposing || this.list.hidden) return;
    const lines = this.list.children;
    const chosen = lines[this.active];
    if (event.key === "Escape") this.close();
    else if (event.key === "ArrowDown") this.activate((this.active + 1) % lines.length);
    else if (event.key === "ArrowUp") this.activate((Math.max(this.active, 0) || lines.length) - 1);
    else if (event.key === "Enter" && chosen) this.choose(chosen.dataset.value);
    else return;
    event.preventDefault();
  }
}
