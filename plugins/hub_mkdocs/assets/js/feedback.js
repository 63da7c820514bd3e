// "Was this helpful?", "Flag it" and "This solved it". What a reader says is handed to usage.js, which
// tells through "hub:answer" what the server made of it. Without that script nothing is said to be sent.
(() => {
  const isRefused = navigator.doNotTrack === "1" || navigator.globalPrivacyControl;
  const done = {
    feedback: "Thank you, your answer is recorded. It can't be taken back.",
    flag: "Thank you, this page is flagged. That can't be taken back.",
    citation: "Thank you, it is recorded that this page solved it. That can't be taken back.",
  };
  const later = "Your answer is kept in this browser and sent as soon as the server can be reached.";
  const failed = "This could not be recorded. Please tell the page's owner instead.";
  const patience = 4000; // milliseconds; after a failure the next try may be an hour away
  const waiting = new Map(); // what has been told and not been answered, by its id

  const place = () => document.querySelector(".hub-feedback");

  const keyOf = (page) => `hub.answered ${location.pathname} ${page}`;

  const shownPage = () => {
    const { hubPage, hubVersion } = document.querySelector(".hub-trust").dataset;
    return { page: hubPage, version: hubVersion || undefined };
  };

  const say = (section, words) => {
    section.querySelector(".hub-answer").textContent = words;
  };

  const close = (section) => {
    section.querySelectorAll("form").forEach((form) => { form.hidden = true; });
    section.querySelectorAll("[aria-expanded]").forEach((it) => { it.ariaExpanded = "false"; });
  };

  const markAnswered = (section) => {
    section.querySelector(".hub-answers").hidden = true;
    section.querySelector("#hub-helpful").textContent = "You have said whether this was helpful.";
  };

  const wasAnswered = (page) => {
    try {
      return sessionStorage.getItem(keyOf(page)) !== null;
    } catch {
      return false;
    }
  };

  const remember = (page) => {
    try {
      sessionStorage.setItem(keyOf(page), "");
    } catch {
      // It is only asked again.
    }
  };

  const tell = (section, said) => {
    const event = { ...said, ...shownPage() };
    const told = new CustomEvent("hub:event", { detail: event, cancelable: true });
    if (document.dispatchEvent(told)) return say(section, failed); // nobody has taken it
    close(section);
    waiting.set(event.id, { section, type: event.type });
    if (event.type === "feedback") {
      remember(event.page);
      markAnswered(section);
    }
    say(section, "Sending …");
    section.querySelector(".hub-answer").focus({ preventScroll: true }); // what had it may be gone
    setTimeout(() => waiting.has(event.id) && say(section, later), patience);
  };

  document.addEventListener("hub:answer", ({ detail: { ids, status, refused } }) => {
    const lost = new Set((refused ?? []).map((it) => it.id));
    for (const id of ids.filter((it) => waiting.has(it))) {
      const { section, type } = waiting.get(id);
      const isStored = status === 202 && !lost.has(id);
      const isOver = status < 500 && status !== 408 && status !== 429;
      if (isOver) waiting.delete(id);
      say(section, isStored ? done[type] : isOver ? failed : later);
    }
  });

  const copy = async (section) => {
    const address = location.href.split(/[?#]/, 1)[0];
    const citation = `${section.dataset.hubCitation} ${address}`;
    const copied = section.querySelector(".hub-copied");
    const [field, how] = [copied.querySelector("input"), copied.querySelector("span")];
    field.value = citation;
    copied.hidden = false;
    try {
      await navigator.clipboard.writeText(citation);
      how.textContent = "(copied)";
    } catch {
      how.textContent = "(copy it from here)";
      field.select(); // no clipboard without https, or it is forbidden
    }
  };

  const words = (form) => {
    const filled = [...new FormData(form)].filter(([, value]) => value.trim());
    const said = { type: form.dataset.hubForm, ...Object.fromEntries(filled) };
    return said.type === "feedback" ? { ...said, helpful: false } : said;
  };

  const unfold = (section, button) => {
    const isOpen = button.ariaExpanded === "true";
    close(section);
    if (isOpen) return;
    const form = section.querySelector(`#${button.getAttribute("aria-controls")}`);
    form.hidden = false;
    button.ariaExpanded = "true";
    form.querySelector("input, textarea").focus();
  };

  document.addEventListener("click", ({ target }) => {
    const button = target.closest(".hub-feedback button[type=button]");
    const section = button?.closest(".hub-feedback");
    if (!section) return;
    if (button.dataset.hubAnswer === "yes") tell(section, { type: "feedback", helpful: true });
    else if (button.dataset.hubAnswer === "copy") copy(section);
    else unfold(section, button);
  });

  document.addEventListener("submit", (event) => {
    const section = event.target.closest(".hub-feedback");
    if (!section) return;
    event.preventDefault();
    const said = words(event.target);
    if (said.type === "flag" && !said.comment) return event.target.elements.comment.focus();
    tell(section, said);
    if (said.type === "citation") copy(section);
    event.target.reset();
  });

  document.addEventListener("keydown", (event) => {
    const form = event.key === "Escape" && event.target.closest?.(".hub-feedback form");
    if (!form) return;
    const section = form.closest(".hub-feedback");
    close(section);
    section.querySelector(`[aria-controls="${form.id}"]`).focus();
  });

  const show = () => {
    const section = place();
    if (!section) return;
    section.hidden = false;
    if (isRefused) {
      section.querySelector(".hub-ask").hidden = true;
      section.querySelector(".hub-refused").hidden = false;
    } else if (wasAnswered(shownPage().page)) markAnswered(section);
  };

  // Material swaps pages without loading them anew and tells so through document$.
  if (window.document$) window.document$.subscribe(show);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show();
})();
