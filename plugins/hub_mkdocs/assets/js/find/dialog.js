// The search dialog. It is made when it is first opened, and a page that nobody searches pays nothing.
const dialogOfSearch = () => {
  const pause = 120; // milliseconds without a key before the words are looked for
  const most = 8;
  const { ask, stop } = asker();
  const use = listened();
  let at = -1; // the option that Enter opens
  let isAsking = false;
  let isWanted = false; // Enter came before the answer
  let timer;

  const field = make("input", {
    type: "text",
    class: "hub-find-field",
    role: "combobox",
    "aria-label": "Search",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "hub-find-list",
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: 200,
    dir: "auto",
    placeholder: "A word, an id or a title",
  });
  const close = make("button", { type: "button", class: "hub-find-close", "aria-label": "Close" }, picture(CROSS), make("kbd", {}, "Esc"));
  const form = make("form", { class: "hub-find-form", role: "search" }, picture(MAGNIFIER), field, close);
  const hint = make("p", { class: "hub-find-hint", hidden: true });
  const list = make("div", { id: "hub-find-list", role: "listbox", "aria-label": "Results", hidden: true });
  const note = make("div", { class: "hub-find-note" });
  const status = make("p", { role: "status", class: "hub-unseen" });
  const keys = make("p", { class: "hub-find-keys", "aria-hidden": "true" });
  keys.append(
    ...[["↑", "↓", "choose"], ["↵", "open"], ["Esc", "close"]].map((row) =>
      make("span", {}, ...row.slice(0, -1).map((key) => make("kbd", {}, key)), ` ${row.at(-1)}`),
    ),
  );
  const body = make("div", { class: "hub-find-body" }, hint, list, note);
  const dialog = make("dialog", { class: "hub-find", "aria-label": "Search", lang: "en", dir: "ltr" }, form, body, keys, status);
  document.body.append(dialog);

  const options = () => [...list.children];

  const choose = (place) => {
    const all = options();
    at = all.length ? (place + all.length) % all.length : -1;
    all.forEach((option, index) => option.setAttribute("aria-selected", String(index === at)));
    if (at < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };

  const option = (index, href, name, ...children) =>
    make("a", { role: "option", id: `hub-find-${index}`, tabindex: "-1", class: name, href }, ...children);

  const show = (rows, hints, notes) => {
    list.replaceChildren(...rows);
    list.hidden = !rows.length;
    hint.replaceChildren(...hints);
    hint.hidden = !hints.length;
    note.replaceChildren(...notes);
    note.hidden = !notes.length;
    field.setAttribute("aria-expanded", String(rows.length > 0));
    list.scrollTop = 0;
    choose(rows.length ? 0 : -1);
  };

  const whole = (words) => {
    const address = new URL(allResults);
    if (words) address.search = new URLSearchParams({ q: words });
    return address.href;
  };

  const hitRow = (hit, index) => {
    const title = make("span", { class: "hub-hit-title" }, ...titleOf(hit));
    const row = option(index, addressOf(hit), "hub-hit", title, ...aboutOf(hit));
    row.addEventListener("click", () => use.opened(hit));
    return row;
  };

  const wholeRow = (index, words, total) => {
    const text = total > 0 ? `All ${counted(total, "result")}` : "Search on a page of its own";
    const row = option(index, whole(words), "hub-find-all", make("span", {}, text), picture(ARROW));
    row.addEventListener("click", use.forget); // the page goes on with the same words
    return row;
  };

  const rest = () => {
    use.left();
    status.textContent = "";
    show([], [], [make("p", {}, "Type words, a page's id or a part of its title.")]);
  };

  const fill = (words) => {
    field.value = words;
    field.focus();
    look();
  };

  const hintsFor = (answer, suggestions) => {
    const meant = hintOf(answer, fill);
    if (meant.length || !suggestions.length) return meant;
    return ["Suggestions: ", ...suggestions.map((text) => wordButton(text, fill))];
  };

  const found = (words, answer, suggestions) => {
    const hits = answer.results.slice(0, most);
    const rows = hits.map(hitRow);
    if (allResults && hits.length) rows.push(wholeRow(rows.length, words, answer.total));
    const hints = hintsFor(answer, suggestions);
    const empty = hits.length
      ? []
      : [
          make("p", {}, make("strong", {}, "Nothing found for ", ...quoted(words), ".")),
          make("p", {}, "Check the spelling, or try fewer or more general words."),
        ];
    show(rows, hints, empty);
    const said = hints.length ? `. ${hint.textContent}` : "";
    status.textContent = (hits.length ? counted(answer.total, "result") : `Nothing found for ${words}`) + said;
    use.answered(words, answer.total);
    if (isWanted && hits.length) options()[0].click();
  };

  const failed = () => {
    const text = "The search can't be reached now. Try again in a moment.";
    show([], [], [make("p", {}, text)]);
    status.textContent = text;
  };

  const look = async () => {
    clearTimeout(timer);
    const words = field.value.trim();
    if (!words) {
      [isAsking, isWanted] = [false, false];
      stop();
      return rest();
    }
    isAsking = true;
    const query = new URLSearchParams({ q: words, limit: most });
    const said = await ask((it) => answerTo(query, it), (it) => suggestionsFor(words, it));
    if (!said || !dialog.open) return;
    isAsking = false;
    if (said.error) failed();
    else found(words, ...said.answers);
    isWanted = false;
  };

  const later = () => {
    use.typed();
    [isAsking, isWanted] = [true, false];
    clearTimeout(timer);
    timer = setTimeout(look, pause);
  };

  const enter = (event) => {
    event.preventDefault();
    if (isAsking) {
      isWanted = true;
      return look();
    }
    const { ctrlKey, metaKey, shiftKey } = event;
    const click = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
    options()[at]?.dispatchEvent(new MouseEvent("click", click));
  };

  // Tab stays inside; what lies behind a modal dialog can't be reached anyway, but the browser's own
  // controls could.
  const turn = (event) => {
    const stops = [...dialog.querySelectorAll("input, button")].filter((it) => it.offsetParent);
    const step = event.shiftKey ? -1 : 1;
    const place = stops.indexOf(document.activeElement) + step;
    event.preventDefault();
    stops[(place + stops.length) % stops.length].focus();
  };

  field.addEventListener("input", (event) => event.isComposing || later());
  field.addEventListener("compositionend", later);
  form.addEventListener("submit", (event) => event.preventDefault());
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    event.stopPropagation(); // the theme's own keys
    if (event.key === "Tab") turn(event);
    if (event.target !== field) return;
    if (event.key === "Enter") enter(event);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(event.key === "ArrowDown" ? at + 1 : at < 0 ? -1 : at - 1);
    }
  });
  list.addEventListener("pointermove", ({ target }) => {
    const place = options().indexOf(target.closest("[role=option]"));
    if (place >= 0 && place !== at) choose(place);
  });
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    const stays = event.ctrlKey || event.metaKey || event.shiftKey;
    if (event.target === dialog || (link && !stays)) dialog.close();
  });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    stop();
    use.left();
    [isAsking, isWanted] = [false, false];
  });
  addEventListener("pagehide", use.left);

  return (words) => {
    if (!dialog.open) dialog.showModal();
    prepare();
    if (words !== undefined) field.value = words;
    field.focus();
    if (words === undefined) field.select();
    look();
  };
};
