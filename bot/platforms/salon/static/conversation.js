// The conversation on the page: puts messages where they belong, and moves nothing under anybody's finger.

const log = document.getElementById("log");
const main = document.querySelector("main");
const newest = document.getElementById("newest");
const oldest = Number(log.firstElementChild?.id.slice(1) ?? 0); // what is older is left to the next visit

// Puts messages where they belong; gives those that are new.
export function show(messages) {
  const follows = nearEnd();
  let added = [];
  keepingPlace(() => {
    added = messages.filter(place);
  });
  if (added.length && !follows) newest.hidden = false;
  return added;
}

// Says whether the message is new.
function place(message) {
  const template = document.createElement("template");
  template.innerHTML = message.html;
  const drawn = template.content.firstElementChild;
  const old = document.getElementById(drawn.id);
  if (!old && message.id < oldest) return false;
  if (!old) {
    const after = [...log.children].find((other) => Number(other.id.slice(1)) > message.id);
    log.insertBefore(drawn, after || null);
    return true;
  }
  const focused = old.contains(document.activeElement);
  redraw(old, drawn);
  if (focused && !old.contains(document.activeElement)) focusOn(old);
  return false;
}

// Only what differs is changed: the focus stays where it was, and a screen reader hears only the news.
function redraw(old, drawn) {
  old.className = drawn.className;
  let at = old.firstElementChild;
  for (const child of [...drawn.children]) {
    let same = at;
    while (same && kind(same) !== kind(child)) same = same.nextElementSibling;
    if (!same) {
      old.insertBefore(child, at);
      continue;
    }
    while (at !== same) at = drop(at);
    at = same.nextElementSibling;
    if (same.matches("form")) redraw(same, child);
    else if (same.matches("button")) {
      if (same.textContent !== child.textContent) same.textContent = child.textContent;
    } else if (!same.isEqualNode(child)) same.replaceWith(child);
  }
  while (at) at = drop(at);
}

const kind = (element) => [element.localName, element.className, element.value].join(" ");

function drop(element) {
  const next = element.nextElementSibling;
  element.remove();
  return next;
}

// On a low or much enlarged page, the whole page scrolls (salon.css).
const scroller = () => (getComputedStyle(main).overflowY === "visible" ? document.scrollingElement : main);
const gap = () => scroller().scrollHeight - scroller().scrollTop - scroller().clientHeight;
const nearEnd = () => gap() < 160;

export function toEnd() {
  scroller().scrollTop = scroller().scrollHeight;
  newest.hidden = true;
}

let touched = null; // the button that was tapped last, and when
let touchedAt = -Infinity;

export function remember(button) {
  [touched, touchedAt] = [button, performance.now()];
}

// Those who read the end go on reading the end, except that a button stays under the finger that has just
// tapped it; for everybody else nothing moves.
export function keepingPlace(change) {
  const follows = nearEnd();
  const frame = main.getBoundingClientRect();
  const inSight = (element) => {
    const box = element.getBoundingClientRect();
    return box.bottom > Math.max(frame.top, 0) && box.top < Math.min(frame.bottom, innerHeight);
  };
  const recent = performance.now() - touchedAt < 2000 && touched?.isConnected && inSight(touched);
  const anchor = recent ? touched : follows ? null : [...log.children].find(inSight);
  const top = anchor?.getBoundingClientRect().top;
  const last = log.lastElementChild;
  change();
  if (follows && (!anchor || log.lastElementChild !== last)) toEnd();
  else if (anchor?.isConnected) scroller().scrollTop += anchor.getBoundingClientRect().top - top;
  if (recent) anchor.scrollIntoView({ block: "nearest" });
}

document.addEventListener("scroll", () => nearEnd() && (newest.hidden = true), { capture: true, passive: true });
newest.addEventListener("click", (event) => {
  event.preventDefault();
  toEnd();
  focusOn(log.lastElementChild);
});

export function focusOn(element) {
  if (!element.matches("a, button, textarea, [tabindex]")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
}
