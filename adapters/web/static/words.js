/** The page's words, in its language; the server writes them into the page. */

export const words = JSON.parse(document.getElementById("words").textContent);

/** `words[name]` with its {places} filled. */
export function say(name, facts = {}) {
  return words[name].replace(/\{(\w+)\}/g, (place, fact) => facts[fact] ?? place);
}
