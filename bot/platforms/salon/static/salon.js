// Makes the room live. Without this file the page still works: every form is a form, every link a link.
"use strict";

const page = document.body.dataset;
const log = document.getElementById("log");
const main = document.querySelector("main");
const mine = document.getElementById("private");
const toast = document.getElementById("toast");
const write = document.getElementById("write");
const words = document.getElementById("words");
const newest = document.getElementById("newest");
const title = document.title;
let revision = Number(page.revision);
let unread = 0;

// Following the room

let refreshing = null;
let again = false;

function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  refreshing = fetchChanges().finally(() => {
    refreshing = null;
    if (again) {
      again = false;
      refresh();
    }
  });
  return refreshing;
}

async function fetchChanges() {
  try {
    const response = await fetch(`${page.base}/since/${revision}`);
    if (!response.ok) return;
    const news = await response.json();
    online();
    const below = nearEnd();
    for (const message of news.messages) place(message);
    revision = news.revision;
    if (below) toEnd();
    else newest.hidden = !news.messages.some((message) => !seen(message.id));
  } catch {
    offline();
  }
}

const shown = new Set([...log.children].map((message) => message.id));
const seen = (id) => shown.has(`m${id}`) && !fresh.has(`m${id}`);
const fresh = new Set();

function place(message) {
  const template = document.createElement("template");
  template.innerHTML = message.html;
  const drawn = template.content.firstElementChild;
  const old = document.getElementById(drawn.id);
  if (old) {
    redraw(old, drawn);
    return;
  }
  const id = Number(message.id);
  const after = [...log.children].find((other) => Number(other.id.slice(1)) > id);
  log.insertBefore(drawn, after || null);
  shown.add(drawn.id);
  fresh.add(drawn.id);
  if (document.hidden && message.rings) {
    unread += 1;
    document.title = `(${unread}) ${title}`;
  }
}

// Only what differs is replaced: the focus stays where it was, and a screen reader hears only the news.
function redraw(old, drawn) {
  const held = document.activeElement;
  const value = old.contains(held) ? held.value : undefined;
  old.className = drawn.className;
  old.dataset.revision = drawn.dataset.revision;
  const before = [...old.children];
  const after = [...drawn.children];
  after.forEach((child, at) => {
    if (!before[at]) old.append(child);
    else if (before[at].outerHTML !== child.outerHTML) before[at].replaceWith(child);
  });
  before.slice(after.length).forEach((child) => child.remove());
  if (value !== undefined && !old.contains(document.activeElement)) {
    const same = [...old.querySelectorAll("button")].find((button) => button.value === value);
    if (same) same.focus({ preventScroll: true });
    else {
      old.tabIndex = -1;
      old.focus({ preventScroll: true });
    }
  }
}

const nearEnd = () => main.scrollHeight - main.scrollTop - main.clientHeight < 120;

function toEnd() {
  main.scrollTop = main.scrollHeight;
  newest.hidden = true;
  fresh.clear();
}

main.addEventListener("scroll", () => {
  if (nearEnd()) {
    newest.hidden = true;
    fresh.clear();
  }
});
newest.addEventListener("click", (event) => {
  event.preventDefault();
  toEnd();
});

let lost = false;
function offline() {
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

function follow() {
  const url = `${page.base}/changes`;
  if (window.SharedWorker) {
    const { port } = new SharedWorker("/static/changes.js", { name: "palabre" });
    port.onmessage = (event) => heard(event.data);
    port.postMessage({ room: page.room, url });
    addEventListener("pagehide", () => port.postMessage({ room: page.room, leaving: true }));
    addEventListener("pageshow", (event) => event.persisted && port.postMessage({ room: page.room, url }));
  } else {
    const source = new EventSource(url);
    source.onmessage = (event) => heard({ revision: event.data });
    source.onerror = offline;
  }
}

addEventListener("online", refresh);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  unread = 0;
  document.title = title;
  refresh();
});

// Acting

const say = (text) => {
  toast.textContent = text;
};

function showPrivate(html) {
  mine.innerHTML = html;
  mine.hidden = !html;
  if (!html) return;
  (mine.querySelector("textarea") || mine).focus({ preventScroll: true });
  mine.scrollIntoView({ block: "nearest" });
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

// The same event again until the server has it: it counts once, however often it is sent.
async function handIn(fields) {
  for (let wait = 500; ; wait = Math.min(wait * 2, 8000)) {
    try {
      const response = await fetch(`${page.base}/act`, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(fields),
      });
      if (response.headers.get("Content-Type")?.startsWith("application/json")) {
        const answer = await response.json();
        answer.kept = response.ok;
        online();
        return answer;
      }
      if (response.status < 500) {
        location.reload();
        return new Promise(() => {});
      }
    } catch {
      // The connection failed: the loop tries again.
    }
    offline();
    await pause(wait);
  }
}

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const button = event.submitter;
  const fields = new FormData(form);
  fields.set("event", crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random().toString(36).slice(2)}`);
  if (button?.name) fields.set(button.name, button.value);
  const typed = form.querySelector("textarea");
  if (!button?.name && typed && !typed.value.trim()) return;
  button?.setAttribute("aria-busy", "true");
  const inside = mine.contains(form);
  const answer = await handIn(fields);
  button?.removeAttribute("aria-busy");
  say(answer.toast);
  if (answer.kept && !answer.refused && typed && !button?.name) {
    typed.value = "";
    if (form === write) {
      replyTo("", "");
      grow();
    }
  }
  if (answer.private || (inside && answer.kept && !answer.refused)) showPrivate(answer.private || "");
  if (inside && mine.hidden) words.focus();
  refresh();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link) return;
  if (link.classList.contains("reply")) {
    event.preventDefault();
    const message = link.closest("article");
    const name = message.querySelector("b").textContent;
    const text = [...message.querySelectorAll(".block")].map((block) => block.textContent.trim()).join(" ");
    replyTo(link.dataset.reply, `${link.firstChild.textContent} : ${name}, « ${text.slice(0, 80)} »`);
    words.focus();
  } else if (link.classList.contains("close")) {
    event.preventDefault();
    showPrivate("");
    words.focus();
  } else if (link.id === "cancel-reply") {
    event.preventDefault();
    replyTo("", "");
    words.focus();
  }
});

function replyTo(id, text) {
  document.getElementById("reply-to").value = id;
  document.querySelector("#replying span").textContent = text;
  document.getElementById("replying").hidden = !id;
}

words.addEventListener("keydown", (event) => {
  const finger = matchMedia("(pointer: coarse)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || finger) return;
  event.preventDefault();
  write.requestSubmit(write.querySelector(".send"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  say("");
  if (!mine.hidden) {
    showPrivate("");
    words.focus();
  }
});

function grow() {
  words.style.height = "auto";
  words.style.height = `${words.scrollHeight + 3}px`;
}
words.addEventListener("input", grow);

if (location.search) history.replaceState(null, "", page.base);
follow();
toEnd();
if (!mine.hidden) mine.scrollIntoView({ block: "end" });
