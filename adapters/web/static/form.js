/** Show a form that Slack and Discord would open, and give what was filled in. */

import { el } from "./dom.js";
import { words } from "./words.js";

/**
 * @param {HTMLDialogElement} dialog
 * @param {Object} form as the server describes it
 * @returns {Promise<Object<string, string>|null>} the answers by field, null when cancelled
 */
export function fillIn(dialog, form) {
  const inputs = el(
    "form",
    { method: "dialog", lang: form.language },
    el("h2", { id: "form-title" }, form.title),
    el("p", { class: "note" }, words.form_note),
    ...form.fields.map(field),
    el(
      "div",
      { class: "buttons" },
      el("button", { class: "button", value: "cancel", formnovalidate: "" }, form.cancel),
      el("button", { class: "button primary", value: "submit" }, form.submit),
    ),
  );
  dialog.replaceChildren(inputs);
  dialog.setAttribute("aria-labelledby", "form-title");
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    const close = () => {
      const isFilled = dialog.returnValue === "submit";
      resolve(isFilled ? Object.fromEntries(new FormData(inputs)) : null);
    };
    dialog.addEventListener("close", close, { once: true });
  });
}

function field(one) {
  const id = `field-${one.name}`;
  const hint = one.hint ? [el("small", { id: `${id}-hint` }, one.hint)] : [];
  const optional = one.required === false ? [` ${words.optional}`] : [];
  const input = one.choices ? chooser(one, id) : writer(one, id);
  if (one.hint) input.setAttribute("aria-describedby", `${id}-hint`);
  const label = el("label", { for: id }, one.label, ...optional);
  return el("div", { class: "field" }, label, input, ...hint);
}

function chooser({ name, choices, value }, id) {
  const options = choices.map((one) =>
    el("option", { value: one.value, selected: one.value === value }, one.label),
  );
  return el("select", { id, name }, ...options);
}

function writer({ name, value, max_length: maxlength, required, multiline }, id) {
  const attributes = { id, name, maxlength, required };
  if (multiline) return el("textarea", { ...attributes, rows: 5 }, value);
  return el("input", { ...attributes, value });
}
