// What opens the dialog: keys, the button in the header, and the fields of the front page and the 404.
const opening = () => {
  let openDialog;
  const open = (words) => {
    openDialog ??= dialogOfSearch();
    openDialog(words);
  };

  const isTyping = ({ target }) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

  // Where the theme's own search is there, its keys are its own
  const themeSearches = () => document.forms.namedItem("search") !== null;

  const isOurs = (event) => {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    if (altKey || event.isComposing) return false;
    if (key.toLowerCase() === "k") return (ctrlKey || metaKey) && !shiftKey;
    if (ctrlKey || metaKey || isTyping(event)) return false;
    return (key === "/" || key === "f" || key === "s") && !themeSearches();
  };

  const onKey = (event) => {
    if (!isOurs(event) || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    open();
  };

  addEventListener("keydown", onKey, true); // before the theme
  document.addEventListener("click", ({ target }) => {
    if (target.closest?.(".hub-find-open")) open();
  });
  document.addEventListener("hub:find", (event) => {
    if (themeSearches()) return;
    event.preventDefault();
    open(event.detail);
  });
};

opening();
