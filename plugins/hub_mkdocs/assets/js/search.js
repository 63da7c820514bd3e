// The search fields of the front page and of the 404 open the search with what is typed: Hub's own, or
// that of the theme.
(() => {
  const openSearch = (words) => {
    const asked = new CustomEvent("hub:find", { detail: words, cancelable: true });
    if (!document.dispatchEvent(asked)) return true;
    const toggle = document.getElementById("__search");
    const field = document.querySelector("[data-md-component=search-query]");
    if (!toggle || !field) return false;
    if (!toggle.checked) toggle.click();
    field.value = words;
    field.focus();
    field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
    return true;
  };

  const isOurs = (target) => target instanceof Element && target.closest(".hub-search");

  const typed = (event) => {
    const words = event.target.value;
    if (!isOurs(event.target) || event.isComposing || !words) return;
    if (openSearch(words)) event.target.value = "";
  };

  document.addEventListener("input", typed);
  document.addEventListener("compositionend", typed);
  document.addEventListener("submit", (event) => {
    if (isOurs(event.target) && openSearch(event.target.elements.q.value)) event.preventDefault();
  });

  // Where there is no page, its address holds the words to look for.
  const field = document.querySelector(".hub-missing .hub-search input");
  if (field) {
    const last = location.pathname.split("/").filter(Boolean).pop() ?? "";
    try {
      field.value = decodeURIComponent(last).replace(/\.\w+$/, "").replace(/[-_+]+/g, " ");
    } catch {
      field.value = "";
    }
  }
})();
