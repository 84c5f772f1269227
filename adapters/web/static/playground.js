/** The playground: a channel in which everything that hayami can do can be tried. */

import { Composer } from "./composer.js";
import { el, moment } from "./dom.js";
import { Exchange, failure, looks } from "./exchange.js";
import { fillIn } from "./form.js";
import { ask, channel } from "./server.js";
import { tabs } from "./tabs.js";
import { words } from "./words.js";

const main = document.getElementById("main");
const feed = document.getElementById("feed");
const dialog = document.getElementById("form");
const composer = new Composer(document.getElementById("composer"), type, announce);
const show = tabs(main.querySelector("[role=tablist]"), (panel) => {
  if (panel === "digest") showDigest();
});

for (const choice of main.querySelectorAll("[name=look]")) {
  choice.addEventListener("change", () => {
    main.dataset.look = choice.value;
  });
}

function announce(text) {
  document.getElementById("status").textContent = text;
}

function type(text) {
  return converse(text, { text, language: composer.language });
}

/** Take a step that a reply offers. */
function run(call, label) {
  return converse(label, { call });
}

/** Ask, and add the answer to the conversation. */
async function converse(asked, question) {
  show("conversation");
  const exchange = new Exchange(asked);
  feed.append(exchange.element);
  exchange.element.scrollIntoView();
  announce(words.thinking);
  try {
    const reply = await answerTo(question);
    if (!reply) return exchange.element.remove();
    exchange.show(looks(reply, run));
    announce(reply.plain);
  } catch (error) {
    exchange.show(failure(error));
  }
  exchange.element.scrollIntoView();
}

/** The reply, after the form that it may need; null when the reader leaves the form. */
async function answerTo(question) {
  const { reply, form } = await ask(question);
  if (!form) return reply;
  const answers = await fillIn(dialog, form);
  return answers && answerTo({ call: form.call, answers });
}

async function showDigest() {
  const [preview, subscriptions, posts] = ["preview", "subscriptions", "posts"].map((id) =>
    document.getElementById(id),
  );
  try {
    const found = await channel(composer.language);
    preview.replaceChildren(looks(found.preview, run));
    subscriptions.replaceChildren(looks(found.subscriptions, run));
    posts.replaceChildren(...(found.posts.length ? found.posts.map(post) : [empty()]));
  } catch (error) {
    preview.replaceChildren(failure(error));
  }
}

function empty() {
  return el("p", { class: "empty" }, words.no_posts);
}

function post(one) {
  const at = new Date(one.at);
  const time = moment(at.getTime() / 1000, document.documentElement.lang);
  return el("article", { class: "exchange" }, el("p", {}, time), looks(one, run, at));
}
