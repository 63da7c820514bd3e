// A static site grows old between two builds: a page whose review day has passed since is shown
// as what it has become. The words are the server's own, kept in the panel's templates.
(() => {
  const age = (panel) => {
    const { hubState, hubWarnFrom, hubDue } = panel.dataset;
    const state = stateOn(dayOfToday(), { state: hubState, warnFrom: hubWarnFrom, due: hubDue });
    const template = panel.querySelector(`template[data-hub-state="${state}"]`);
    if (!template || state === hubState) return;
    const warning = panel.previousElementSibling;
    if (warning?.matches(".hub-banner")) warning.remove();
    const later = template.content.cloneNode(true);
    panel.querySelector(":scope > .hub-verdict").replaceWith(later.querySelector(".hub-verdict"));
    panel.before(...later.querySelectorAll(".hub-banner"));
    panel.dataset.hubState = state;
  };

  const ageAll = () => document.querySelectorAll(".hub-trust[data-hub-due]").forEach(age);

  // Material swaps pages without loading them anew and tells so through document$.
  if (window.document$) window.document$.subscribe(ageAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ageAll);
  else ageAll();
})();
