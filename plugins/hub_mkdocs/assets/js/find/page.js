// The page with all results. What is asked stands in the address, so that others can be shown the same.
const FACETS = { kind: "Kind", org: "Organisation", state: "Trust", tag: "Tag" };

const readAddress = () => {
  const from = new URLSearchParams(location.search);
  const asked = { q: from.get("q") ?? "", owner: from.get("owner") ?? "" };
  for (const name of Object.keys(FACETS)) asked[name] = from.getAll(name);
  asked.archived = from.get("archived") === "1";
  asked.page = Math.max(1, Number.parseInt(from.get("page"), 10) || 1);
  return asked;
};

const writeAddress = (asked) => {
  const to = new URLSearchParams();
  if (asked.q.trim()) to.set("q", asked.q.trim());
  for (const name of Object.keys(FACETS)) for (const value of asked[name]) to.append(name, value);
  if (asked.owner) to.set("owner", asked.owner);
  if (asked.archived) to.set("archived", "1");
  if (asked.page > 1) to.set("page", asked.page);
  return to;
};

const pageOfSearch = (place, isKnown) => {
  const pause = 200; // milliseconds
  const shownAtOnce = 8; // of the values of a facet
  const limit = 10;
  const [field, archived] = ["q", "archived"].map((name) => place.querySelector(`[name=${name}]`));
  const part = (name) => place.querySelector(`.hub-found-${name}`);
  const [facets, chosen, sum, hint, list, empty, pages] =
    ["facets", "chosen", "sum", "hint", "list", "empty", "pages"].map(part);
  const { ask, stop } = asker();
  const use = listened();
  const labels = new Map(); // what a value is called, as far as an answer has said so
  let asked = readAddress();
  let isInOneGo = false; // words that are being typed are one step in the history
  let timer;

  const address = (other) => {
    const query = writeAddress(other).toString();
    return `${location.pathname}${query && `?${query}`}`;
  };

  const go = (change, { replaces = false } = {}) => {
    asked = { ...asked, page: 1, ...change };
    const to = address(asked);
    if (to !== location.pathname + location.search) {
      if (replaces) history.replaceState(history.state, "", to);
      else history.pushState(null, "", to);
    }
    look();
  };

  const without = (name, value) =>
    name === "owner" ? { owner: "" } : { [name]: asked[name].filter((one) => one !== value) };

  const narrowing = () => [
    ...Object.keys(FACETS).flatMap((name) => asked[name].map((value) => [name, value])),
    ...(asked.owner ? [["owner", asked.owner]] : []),
  ];

  const everything = () => ({ kind: [], org: [], tag: [], state: [], owner: "" });

  const button = (words, act, attributes = {}) => {
    const element = make("button", { type: "button", ...attributes }, ...[].concat(words));
    element.addEventListener("click", act);
    return element;
  };

  const showChosen = () => {
    const all = narrowing().map(([name, value]) => {
      const label = labels.get(`${name} ${value}`) ?? value;
      const words = [make("bdi", {}, label), picture(CROSS)];
      const name_ = `${FACETS[name] ?? "Owner"}: ${label}, remove`;
      return make("li", {}, button(words, () => go(without(name, value)), { "aria-label": name_ }));
    });
    if (all.length > 1) all.push(make("li", {}, button("Remove all", () => go(everything()))));
    chosen.replaceChildren(...all);
    chosen.hidden = !all.length;
  };

  const box = (name, { value, label, count, chosen: isChosen }) => {
    const input = make("input", { type: "checkbox", name, value, checked: isChosen });
    const label_ = make("bdi", {}, label);
    return make("label", {}, input, label_, make("small", {}, count.toLocaleString("en")));
  };

  const group = (name, values) => {
    const sorted = [...values.filter((it) => it.chosen), ...values.filter((it) => !it.chosen)];
    const kept = make("div", {}, ...sorted.slice(0, shownAtOnce).map((it) => box(name, it)));
    const more = sorted.slice(shownAtOnce).map((it) => box(name, it));
    const wasOpen = facets.querySelector(`[data-more=${name}]`)?.open ?? false;
    const fold = make("details", { "data-more": name, open: wasOpen }, make("summary", {}, `${more.length} more`), ...more);
    return make("fieldset", {}, make("legend", {}, FACETS[name]), kept, more.length > 0 && fold);
  };

  const showFacets = (known) => {
    const focus = document.activeElement;
    const had = facets.contains(focus) && focus.matches("input") ? [focus.name, focus.value] : null;
    const groups = [];
    for (const name of Object.keys(FACETS)) {
      const values = known[name] ?? [];
      for (const { value, label } of values) labels.set(`${name} ${value}`, label);
      if (values.length > 1 || values.some((it) => it.chosen)) groups.push(group(name, values));
    }
    facets.querySelector("form").replaceChildren(...groups);
    facets.hidden = !groups.length;
    if (!had) return;
    const again = [...facets.querySelectorAll("input")].find((it) => it.name === had[0] && it.value === had[1]);
    (again ?? facets.querySelector("input"))?.focus();
  };

  const showPages = ({ total, page }) => {
    const last = Math.max(1, Math.ceil(total / limit));
    pages.hidden = last < 2;
    const link = (words, to, rel) => {
      const element = make("a", { href: address({ ...asked, page: to }), rel }, words);
      element.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        event.stopPropagation(); // the theme would load the page anew
        go({ page: to });
        place.scrollIntoView();
        sum.focus({ preventScroll: true });
      });
      return element;
    };
    pages.replaceChildren(
      page > 1 ? link("Previous", page - 1, "prev") : make("span"),
      make("span", { class: "hub-note" }, `Page ${page.toLocaleString("en")} of ${last.toLocaleString("en")}`),
      page < last ? link("Next", page + 1, "next") : make("span"),
    );
  };

  const row = (hit) => {
    const link = make("a", { href: addressOf(hit) }, ...titleOf(hit));
    link.addEventListener("click", () => use.opened(hit));
    return make("li", { class: "hub-hit" }, make("h2", { class: "hub-hit-title" }, link), ...aboutOf(hit));
  };

  const emptyState = (words) => {
    const ways = [make("li", {}, "Check the spelling, or try fewer or more general words.")];
    if (narrowing().length) {
      ways.push(make("li", {}, button("Search without the filters", () => go(everything()), { class: "hub-find-words" })));
    }
    if (!asked.archived) {
      ways.push(make("li", {}, button("Include archived pages", () => go({ archived: true }), { class: "hub-find-words" })));
    }
    const head = words ? ["Nothing found for ", ...quoted(words), "."] : ["No page fits."];
    return [make("p", {}, make("strong", {}, ...head)), make("ul", {}, ...ways)];
  };

  const show = (answer) => {
    const words = asked.q.trim();
    const { total, results, page } = answer;
    const first = (page - 1) * limit + 1;
    const span = total > limit ? `${first}–${first + results.length - 1} of ` : "";
    showFacets(answer.facets ?? {});
    showChosen();
    const about = words && !answer.corrected ? [" for ", ...quoted(words)] : [];
    const head = total ? [span + counted(total, "result"), ...about] : [`No results`, ...about];
    sum.replaceChildren(...head);
    const hints = hintOf({ ...answer, query: words }, (meant) => go({ q: (field.value = meant) }));
    hint.replaceChildren(...hints);
    hint.hidden = !hints.length;
    list.replaceChildren(...results.map(row));
    list.start = first;
    list.hidden = !results.length;
    empty.replaceChildren(...(total ? [] : emptyState(words)));
    empty.hidden = total > 0;
    showPages(answer);
    use.answered(words, total, isKnown);
    isKnown = false;
  };

  const showMessage = (text) => {
    for (const it of [hint, list, pages]) it.hidden = true;
    sum.textContent = "";
    empty.replaceChildren(make("p", {}, text));
    empty.hidden = false;
  };

  const look = async () => {
    clearTimeout(timer);
    archived.checked = asked.archived;
    if (!asked.q.trim() && !narrowing().length) {
      stop();
      use.left();
      place.removeAttribute("aria-busy");
      facets.hidden = true;
      showChosen();
      return showMessage("Type words, a page's id or a part of its title.");
    }
    const query = writeAddress(asked);
    query.set("page", asked.page);
    query.set("limit", limit);
    place.setAttribute("aria-busy", "true");
    const said = await ask((signal) => answerTo(query, signal));
    if (!said || !place.isConnected) return;
    place.removeAttribute("aria-busy");
    if (said.error) showMessage("The search can't be reached now. Try again in a moment.");
    else show(said.answers[0]);
  };

  const typed = (event) => {
    if (event.isComposing) return;
    use.typed();
    clearTimeout(timer);
    timer = setTimeout(() => {
      const replaces = isInOneGo;
      isInOneGo = true;
      go({ q: field.value }, { replaces });
    }, pause);
  };

  const submit = (event) => {
    event.preventDefault();
    clearTimeout(timer);
    go({ q: field.value }, { replaces: isInOneGo });
    isInOneGo = false;
  };

  const narrow = ({ target }) => {
    isInOneGo = false;
    const { name, value, checked } = target;
    go(checked ? { [name]: [...asked[name], value] } : without(name, value));
  };

  const unfold = ({ matches }) => {
    facets.open = matches;
  };

  field.value = asked.q;
  field.addEventListener("input", typed);
  field.addEventListener("compositionend", typed);
  field.form.addEventListener("submit", submit);
  archived.addEventListener("change", () => go({ archived: archived.checked }));
  facets.addEventListener("change", narrow);
  const wide = matchMedia("(min-width: 60em)");
  wide.addEventListener("change", unfold);
  unfold(wide);
  place.hidden = false;
  if (!asked.q) field.focus({ preventScroll: true });
  look();

  return {
    again: () => {
      asked = readAddress();
      field.value = asked.q;
      isInOneGo = false;
      look();
    },
    leave: () => {
      clearTimeout(timer);
      wide.removeEventListener("change", unfold);
      stop();
      use.left();
    },
  };
};

// Starts the page where there is one; the theme may swap pages without loading them anew.
const startPage = () => {
  let page;
  let place;
  // Who comes back to results has told of the words already
  let isBack = ["back_forward", "reload"].includes(performance.getEntriesByType("navigation")[0]?.type);

  const start = () => {
    const now = document.querySelector(".hub-found[hidden]");
    if (place && !place.isConnected) {
      page.leave();
      page = place = undefined;
    }
    if (now) {
      place = now;
      page = pageOfSearch(now, isBack);
    }
    isBack = false;
  };

  addEventListener("popstate", () => {
    if (place?.isConnected && allResults?.pathname === location.pathname) page.again();
    else isBack = true;
  });
  addEventListener("pagehide", () => page?.leave());
  if (window.document$) window.document$.subscribe(start);
  else start();
};

startPage();
