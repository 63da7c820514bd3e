// Tells this site's server of views, reads and what comes as "hub:event". What is told is kept until
// it is answered; its id makes a repeat harmless.
const own = new URL(import.meta.url);
const root = new URL("../../", own);
const readerDays = own.searchParams.get("reader-days");
const DAY = 864e5;
const key = (what) => `hub.${what} ${root.pathname}`;

const get = (what, store = "localStorage") => {
  try {
    return JSON.parse(window[store][key(what)]);
  } catch {} // nothing, or damaged
};

const set = (what, value, store = "localStorage") => {
  try {
    window[store][key(what)] = JSON.stringify(value);
    return true;
  } catch {} // full, or switched off
};

let timer;
const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
};

const queue = () =>
  [].concat(get("queue") ?? []).filter((it) => Date.now() - Date.parse(it?.at) < 6 * DAY);

const send = async () => {
  const { tries = 0, until = 0 } = get("wait") ?? {};
  const batch = queue().slice(0, 50);
  while (JSON.stringify(batch).length > 2e4) batch.pop(); // 64 kB may outlive a page
  if (!batch.length) return;
  if (until > Date.now()) return later(until - Date.now());
  const wait = (pause) =>
    set("wait", { tries: tries + 1, until: Date.now() + pause * (1 + Math.random()) });
  if (!wait(Math.min(5e3 * 2 ** tries, DAY / 24))) return;
  const detail = { ids: batch.map((it) => it.id) };
  try {
    const answer = await fetch(`${root}api/events`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ events: batch }),
      keepalive: true,
      redirect: "error",
    });
    const after = answer.headers.get("Retry-After");
    if (after > 0) wait(after * 1e3);
    detail.status = answer.status;
    Object.assign(detail, await answer.json());
  } catch {} // offline, or no JSON
  if (detail.status < 500 && ![408, 429].includes(detail.status)) {
    set("queue", queue().filter((it) => !detail.ids.includes(it.id)));
    set("wait", 0);
  }
  document.dispatchEvent(new CustomEvent("hub:answer", { detail }));
  send();
};

const random = () => crypto.getRandomValues(new Uint32Array(4)).join("-");

const reader = () => {
  const isFresh = Date.now() - get("reader")?.since < readerDays * DAY;
  if (!isFresh) set("reader", readerDays && { id: random(), since: Date.now() });
  return get("reader")?.id;
};

const add = (event, pause) => {
  Object.assign(event, { id: random(), at: new Date(), reader: reader() });
  later(pause);
  return set("queue", [...queue(), event].slice(-200));
};

let shown, active, seconds, isScrolled;

const once = (type, day, store) => {
  const { hubPage: page, hubVersion } = shown;
  const what = `${type} ${page}`;
  if (get(what, store) !== day && set(what, day, store)) {
    add({ type, page, version: hubVersion || undefined }, 3e3);
  }
};

const look = () => {
  if (!shown || document.hidden) return;
  once("view", "", "sessionStorage");
  if (Date.now() - active < 3e4) seconds += 1;
  const fits = document.documentElement.scrollHeight <= innerHeight;
  if (seconds > 10 && (isScrolled || fits)) once("read", new Date().toISOString().slice(0, 10));
};

const show = () => {
  shown = document.querySelector(".hub-trust")?.dataset;
  [active, seconds, isScrolled] = [Date.now(), 0];
  look();
};

const act = ({ type }) => {
  active = Date.now();
  isScrolled ||= type === "scroll" && seconds > 1; // not by itself
};

const start = () => {
  send();
  document.addEventListener("hub:event", (told) => {
    if (add(told.detail, 0)) told.preventDefault(); // it is kept
  });
  if (window.document$) window.document$.subscribe(show); // Material swaps pages
  else show();
  setInterval(look, 1e3);
  for (const it of ["keydown", "pointerdown", "pointermove", "wheel", "scroll", "pageshow"]) {
    addEventListener(it, act, { passive: true });
  }
  for (const it of ["pagehide", "visibilitychange"]) addEventListener(it, send);
};

if (navigator.doNotTrack !== "1" && !navigator.globalPrivacyControl) {
  (window.requestIdleCallback ?? setTimeout)(start);
}
