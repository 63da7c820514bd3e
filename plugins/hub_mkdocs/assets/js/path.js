// Progress on paths. It is kept in this browser, under the ids of the path and of its pages. That a
// step was done is told as "hub:event", which leaves the browser only where usage.js listens. What is
// kept has the fields of hub.paths.progress.Progress.
(() => {
  const site = new URL("../../", document.currentScript?.src ?? document.baseURI).pathname;
  const nameOf = (path) => `hub.path ${site} ${path}`;

  const isMap = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  const read = (path) => {
    let kept = null;
    try {
      kept = JSON.parse(localStorage.getItem(nameOf(path)));
    } catch {
      // Whatever can't be read is no progress.
    }
    const { start = "", weekends = false, done = {} } = isMap(kept) ? kept : {};
    // Without a prototype, since a page's id may be "constructor".
    const steps = Object.assign(Object.create(null), isMap(done) ? done : {});
    return { start: String(start ?? ""), weekends: weekends === true, done: steps };
  };

  const write = (path, progress) => {
    const { start, weekends, done } = progress;
    if (!start && !weekends && !Object.keys(done).length) localStorage.removeItem(nameOf(path));
    else localStorage.setItem(nameOf(path), JSON.stringify(progress));
  };

  const canKeep = () => {
    try {
      localStorage.setItem(nameOf(""), "");
      localStorage.removeItem(nameOf(""));
      return true;
    } catch {
      return false; // Switched off or full: the page stays as it is without scripts.
    }
  };

  // Days, in the reader's own time zone

  const iso = (date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()]
      .map((part, index) => String(part).padStart(index ? 2 : 4, "0"))
      .join("-");

  const dateOf = (text) => {
    const [year, month, day] = text.split("-").map(Number);
    const date = new Date(year, month - 1, day);
    return iso(date) === text ? date : null;
  };

  const isWeekend = (date) => date.getDay() === 0 || date.getDay() === 6;

  const dueDate = ({ start, weekends }, number) => {
    const date = dateOf(start);
    if (!date) return null;
    for (let left = number - 1; left > 0; ) {
      date.setDate(date.getDate() + 1);
      if (weekends || !isWeekend(date)) left -= 1;
    }
    return date;
  };

  const inWords = (date) =>
    date.toLocaleDateString("en-GB", { weekday: "short", day: "numeric", month: "long" });

  // Steps

  const isDone = (progress, key, edition) => progress.done[key]?.edition === edition;

  const again = (progress, key, edition) => {
    const before = progress.done[key];
    if (!before || before.edition === edition) return "";
    const on = dateOf(String(before.on ?? ""));
    const when = on ? `on ${inWords(on)}` : "before";
    return `You did this step ${when}. The page has changed materially since: read it again.`;
  };

  const show = (element, words) => {
    element.textContent = words;
    element.hidden = !words;
  };

  const duration = (minutes) => {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return [hours && `${hours} h`, (rest || !hours) && `${rest} min`].filter(Boolean).join(" ");
  };

  const counted = (done, all) =>
    `${done} of ${all} required ${all === 1 ? "step" : "steps"} done`;

  const isRequired = (step) => "hubRequired" in step.dataset;

  const drawStep = (step, progress) => {
    const { hubStep, hubEdition, hubDay } = step.dataset;
    const done = isDone(progress, hubStep, hubEdition);
    const due = hubDay && dueDate(progress, Number(hubDay));
    const late = Boolean(due) && !done && isRequired(step) && iso(due) < iso(new Date());
    const tick = step.querySelector(".hub-done");
    tick.hidden = false;
    tick.querySelector("input").checked = done;
    step.classList.toggle("hub-step--done", done);
    step.classList.toggle("hub-step--late", late);
    show(step.querySelector(".hub-step-again"), again(progress, hubStep, hubEdition));
    if (hubDay) {
      const words = due ? `${late ? "was due on" : "by"} ${inWords(due)}` : `by day ${hubDay}`;
      step.querySelector(".hub-step-due").textContent = words;
    }
    return done;
  };

  const drawPath = (section) => {
    const progress = read(section.dataset.hubPath);
    const steps = [...section.querySelectorAll(".hub-step")];
    const open = steps.filter((step) => !drawStep(step, progress));
    const required = steps.filter(isRequired);
    const openRequired = open.filter(isRequired);
    const left = openRequired.reduce((sum, step) => sum + Number(step.dataset.hubMinutes), 0);
    const done = required.length - openRequired.length;
    const words = counted(done, required.length);
    const bar = section.querySelector(".hub-progress");
    bar.value = done;
    bar.hidden = !required.length;
    section.querySelector(".hub-mine-words").textContent = !required.length
      ? `${steps.length - open.length} of ${steps.length} steps done`
      : left ? `${words}, ${duration(left)} left` : `${words}: the path is complete`;
    drawNext(section, openRequired[0] ?? open[0]);
    section.querySelector(".hub-start-day").value = progress.start;
    section.querySelector(".hub-start-weekends").checked = progress.weekends;
    section.querySelector(".hub-mine").hidden = false;
  };

  const drawNext = (section, step) => {
    const next = section.querySelector(".hub-mine-next");
    next.hidden = !step;
    if (!step) return;
    const title = step.querySelector(".hub-step-title");
    next.querySelector("a").textContent = title.textContent;
    next.querySelector("a").href = title.href;
  };

  const drawBar = (bar) => {
    const { hubPath, hubStep, hubEdition, hubAllRequired } = bar.dataset;
    const progress = read(hubPath);
    const required = JSON.parse(hubAllRequired);
    const done = required.filter(([key, edition]) => isDone(progress, key, edition)).length;
    const tick = bar.querySelector(".hub-done");
    tick.hidden = false;
    tick.querySelector("input").checked = isDone(progress, hubStep, hubEdition);
    show(bar.querySelector(".hub-step-again"), again(progress, hubStep, hubEdition));
    show(
      bar.querySelector(".hub-on-path-count"),
      required.length ? counted(done, required.length) : "",
    );
  };

  const drawAll = () => {
    if (!canKeep()) return;
    document.querySelectorAll(".hub-path").forEach(drawPath);
    document.querySelectorAll(".hub-on-path").forEach(drawBar);
  };

  // What the reader does

  const say = (place, words) => {
    place.querySelector(":scope > .hub-said").textContent = words;
  };

  const keep = (place, change, words) => {
    const progress = read(place.dataset.hubPath);
    change(progress);
    try {
      write(place.dataset.hubPath, progress);
    } catch {
      words = "Your browser has no room left to keep this.";
    }
    drawAll();
    const state = place.querySelector(".hub-mine-words, .hub-on-path-count").textContent;
    say(place, [words, state && `${state}.`].filter(Boolean).join(" "));
  };

  const tell = (place, step) => {
    const { hubStepPage: page, hubStepVersion } = step.dataset;
    const version = hubStepVersion || undefined;
    const detail = { type: "step", page, version, path: place.dataset.hubPathPage };
    document.dispatchEvent(new CustomEvent("hub:event", { detail, cancelable: true }));
  };

  const mark = (place, step, isNowDone) => {
    const { hubStep, hubEdition } = step.dataset;
    const done = { edition: hubEdition, on: iso(new Date()) };
    const change = (progress) => {
      if (isNowDone) progress.done[hubStep] = done;
      else delete progress.done[hubStep];
    };
    keep(place, change, isNowDone ? "Step marked as done." : "Step marked as not done.");
    if (isNowDone) tell(place, step);
  };

  document.addEventListener("change", ({ target }) => {
    const place = target.closest(".hub-path, .hub-on-path");
    if (!place) return;
    const step = target.closest("[data-hub-step]");
    if (step) mark(place, step, target.checked);
    else if (target.matches(".hub-start-day")) {
      keep(place, (progress) => { progress.start = target.value; }, "Days are counted anew.");
    } else if (target.matches(".hub-start-weekends")) {
      keep(place, (progress) => { progress.weekends = target.checked; }, "Days are counted anew.");
    }
  });

  document.addEventListener("click", ({ target }) => {
    const place = target.closest(".hub-clear")?.closest(".hub-path");
    if (!place || !confirm("Clear your progress on this path? This can't be undone.")) return;
    const clear = (progress) => Object.assign(progress, { start: "", weekends: false, done: {} });
    keep(place, clear, "Your progress is cleared.");
  });

  // Another tab, or the way back to a page that the browser has put aside
  addEventListener("storage", drawAll);
  addEventListener("pageshow", drawAll);

  // Material swaps pages without loading them anew and tells so through document$.
  if (window.document$) window.document$.subscribe(drawAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", drawAll);
  else drawAll();
})();
