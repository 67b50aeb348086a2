// Makes the room live. Without this file the page still works: every form is a form, every link a link.

import { focusOn, keepingPlace, remember, show, toEnd } from "./conversation.js";

const page = document.body.dataset;
const byId = (id) => document.getElementById(id);
const [mine, toast, write, words] = ["private", "toast", "write", "words"].map(byId);
const main = document.querySelector("main");
const title = document.title;
const finger = matchMedia("(pointer: coarse)");
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// Following the room

let revision = Number(page.revision);
let refreshing = false;
let left = false; // whoever is erased keeps the goodbye on the screen, and nothing else
let again = false;

async function refresh() {
  again = true;
  if (refreshing || left) return;
  refreshing = true;
  while (again) {
    again = false;
    if (await catchUp()) continue;
    offline();
    await pause(2000);
    again = true;
  }
  refreshing = false;
}

async function catchUp() {
  let news;
  try {
    const response = await fetch(`${page.base}/since/${revision}`, { signal: AbortSignal.timeout(15000) });
    if (response.status === 403) {
      await line; // perhaps it was one's own act, whose answer is on its way
      if (!left) location.reload(); // the personal link was taken back: the page says so
      return left;
    }
    if (!response.ok) return false;
    news = await response.json();
  } catch {
    return false;
  }
  online();
  const ringing = show(news.messages).filter((message) => message.rings).length;
  revision = news.revision;
  if (revision < news.newest) again = true; // there was more than one answer holds
  if (document.hidden && ringing) {
    unread += ringing;
    document.title = `(${unread}) ${title}`;
  }
  return true;
}

let unread = 0;
let lost = false;

function offline() {
  if (left) return;
  if (!lost) say(page.offline);
  lost = true;
}

function online() {
  if (lost) say("");
  lost = false;
}

function heard(message) {
  if (message.offline) offline();
  else if (Number(message.revision) !== revision || lost) refresh();
}

// Phones that have no SharedWorker give each page its own line.
function followAlone(url) {
  const source = new EventSource(url);
  source.onmessage = (event) => heard({ revision: event.data });
  source.onerror = () => {
    offline();
    if (source.readyState === EventSource.CLOSED) setTimeout(() => followAlone(url), 2000);
  };
}

function follow() {
  const url = `${page.base}/changes`;
  if (!window.SharedWorker) {
    followAlone(url);
    return;
  }
  const { port } = new SharedWorker("/static/changes.js", { name: "palabre" });
  port.onmessage = (event) => heard(event.data);
  port.postMessage({ room: page.room, url });
  addEventListener("pagehide", () => port.postMessage({ room: page.room, leaving: true }));
  addEventListener("pageshow", (event) => event.persisted && port.postMessage({ room: page.room, url }));
}

addEventListener("online", refresh);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = title;
  refresh();
});

// Acting

function say(text) {
  keepingPlace(() => {
    toast.replaceChildren(text); // a new node: said again also when the words are the same
    byId("dismiss").hidden = !text;
  });
}

let opener = null; // what had the focus before the private screen, and gets it back

function showPrivate(html) {
  const inside = mine.contains(document.activeElement);
  if (!inside) opener = document.activeElement;
  mine.innerHTML = html;
  mine.hidden = !html;
  if (!html) {
    if (!inside) return;
    // Back to the field only where that does not bring a phone's keyboard up.
    const back = opener?.isConnected && opener !== document.body ? opener : words;
    (back === words && finger.matches ? main : back).focus();
    return;
  }
  focusOn(mine.querySelector("textarea") || mine);
  mine.scrollIntoView({ block: "nearest" });
}

// The same event again until the server has it: it counts once, however often it is sent.
async function handIn(fields) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const response = await fetch(`${page.base}/act`, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: fields,
        signal: AbortSignal.timeout(30000),
      });
      if (response.headers.get("Content-Type")?.startsWith("application/json")) {
        online();
        return { ...(await response.json()), kept: response.ok };
      }
      if (response.status < 500) {
        waiting = 0;
        location.reload(); // not let in any more: the page says why
      }
    } catch {
      // The connection failed: the loop tries again.
    }
    offline();
    await pause(wait);
  }
}

let line = Promise.resolve(); // acts arrive in the order in which they were done
let waiting = 0;
const sending = new Set(); // words under way: a hesitant finger sends them once, and others may follow at once

document.addEventListener("submit", async (event) => {
  const { target: form, submitter: button } = event;
  if (form.method !== "post") return;
  event.preventDefault();
  const typed = button?.name ? null : form.querySelector("textarea");
  const sent = typed?.value;
  if (typed ? sending.has(sent) || !sent.trim() : button?.ariaBusy === "true") return;
  const fields = new URLSearchParams(new FormData(form));
  fields.set("event", crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`);
  if (button?.name) fields.set(button.name, button.value);
  button?.setAttribute("aria-busy", "true");
  remember(button);
  if (typed) sending.add(sent);
  waiting += 1;
  line = line.then(() => handIn(fields));
  const answer = await line;
  waiting -= 1;
  sending.delete(sent);
  button?.removeAttribute("aria-busy");
  say(answer.toast);
  const done = answer.kept && !answer.refused;
  if (typed && done && typed.value === sent) typed.value = "";
  if (form === write && typed && done) replyTo("", "");
  keep();
  if (answer.left) {
    left = true;
    main.replaceChildren();
    write.remove();
    return;
  }
  // A private screen says what was true before this act; only a question that waits for words stays.
  const stale = mine.contains(form) || sent?.startsWith("/") || !mine.querySelector(".answer");
  if (answer.private) showPrivate(answer.private);
  else if (done && stale) showPrivate("");
  await refresh();
  if (typed && form === write && done && !sent.startsWith("/")) toEnd();
});

// Leaving while something is still on its way would lose it.
addEventListener("beforeunload", (event) => waiting && event.preventDefault());

document.addEventListener("click", (event) => {
  const link = event.target.closest("a.reply, a.close, #cancel-reply, #dismiss");
  if (!link) return;
  event.preventDefault();
  if (link.classList.contains("close")) {
    showPrivate("");
    return;
  }
  if (link.id === "dismiss") say("");
  else replyTo(link.dataset.reply ?? "", link.dataset.quote ?? "");
  if (link.id === "dismiss" && finger.matches) focusOn(main);
  else words.focus();
});

function replyTo(id, text) {
  byId("reply-to").value = id;
  document.querySelector("#replying span").textContent = text;
  byId("replying").hidden = !id;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  say("");
  if (!mine.hidden) showPrivate("");
});
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger.matches) return;
  event.preventDefault();
  write.requestSubmit(write.querySelector(".send"));
});

function storage() {
  try {
    return sessionStorage;
  } catch {
    return null; // this browser was told to keep nothing
  }
}

// What is being typed outlives a reload; the field grows with it.
const drafts = storage();
function keep() {
  drafts?.setItem(page.base, words.value);
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 3}px`;
}
words.addEventListener("input", keep);

if (location.search) history.replaceState(null, "", page.base);
words.value ||= drafts?.getItem(page.base) ?? "";
keep();
follow();
toEnd();
if (!mine.hidden) mine.scrollIntoView({ block: "end" });
