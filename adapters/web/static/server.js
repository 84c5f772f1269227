/** Ask the server; every fault comes as an Error whose message can be shown. */

import { words } from "./words.js";

/** @param {Object} question as `POST /api/ask` takes it */
export function ask(question) {
  const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return fetchJson("/api/ask", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ timezone, ...question }),
  });
}

/** What the text being typed may become. */
export async function suggestions(text, language, signal) {
  const query = new URLSearchParams({ text, language });
  return (await fetchJson(`/api/suggest?${query}`, { signal })).suggestions;
}

/** The channel's next digest, its subscriptions and its posts. */
export function channel(language) {
  return fetchJson(`/api/channel?${new URLSearchParams({ language })}`);
}

async function fetchJson(address, options) {
  let content;
  let isGood;
  try {
    const response = await fetch(address, options);
    content = await response.json();
    isGood = response.ok;
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Error(words.failed, { cause: error });
  }
  if (!isGood) throw new Error(content.error);
  return content;
}
