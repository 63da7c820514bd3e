// Choosing from a long list on the page itself. Without scripts the form stays hidden and the whole
// list is there. The choice stands in the address, so that others can be shown the same.
(() => {
  const start = (form) => {
    const { hubFilters, hubNoun, hubNouns } = form.dataset;
    const list = document.getElementById(hubFilters);
    const entries = [...list.querySelectorAll(":scope > tbody > tr, :scope > [data-hub-entry]")];
    const texts = entries.map((entry) => entry.textContent.toLowerCase());
    const status = form.querySelector("[role=status]");
    const noun = entries.length === 1 ? hubNoun : hubNouns;

    const choose = () => {
      const chosen = [...new FormData(form)].filter(([, value]) => value.trim());
      const words = [];
      const fields = chosen.filter(([name, value]) => {
        if (name === "words") words.push(...value.toLowerCase().split(/\s+/).filter(Boolean));
        return name !== "words";
      });
      let left = 0;
      entries.forEach((entry, at) => {
        const fits =
          fields.every(([name, value]) => entry.dataset[name] === value) &&
          words.every((word) => texts[at].includes(word));
        entry.hidden = !fits;
        left += fits;
      });
      const all = entries.length.toLocaleString("en");
      status.textContent =
        left === entries.length ? `All ${all} ${noun}` : `${left.toLocaleString("en")} of ${all} ${noun}`;
      return chosen;
    };

    const remember = () => {
      const query = new URLSearchParams(choose()).toString();
      history.replaceState(history.state, "", `${location.pathname}${query && `?${query}`}`);
    };

    form.hidden = false;
    for (const [name, value] of new URLSearchParams(location.search)) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
      if (field?.selectedIndex === -1) field.selectedIndex = 0;
    }
    form.addEventListener("input", remember);
    form.addEventListener("reset", () => setTimeout(remember));
    form.addEventListener("submit", (event) => event.preventDefault());
    choose();
  };

  const startAll = () => document.querySelectorAll("form.hub-filter[hidden]").forEach(start);

  // Material swaps pages without loading them anew and tells so through document$.
  if (window.document$) window.document$.subscribe(startAll);
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", startAll);
  else startAll();
})();
