// Material puts an element's title into its tooltips as HTML, where the feature content.tooltips is on.
// A title is text: what could begin a tag in it is escaped before Material reads it.
(() => {
  const settings = document.getElementById("__config");
  if (!settings || !JSON.parse(settings.textContent).features?.includes("content.tooltips")) return;

  const escape = (element) => {
    if (element.title?.includes("<")) element.title = element.title.replaceAll("<", "&lt;");
  };
  const escapeAll = () => document.querySelectorAll('[title*="<"]').forEach(escape);

  escapeAll();
  // Material gives titles to what does not fit into the navigation, too.
  new MutationObserver((changes) => changes.forEach(({ target }) => escape(target)))
    .observe(document.documentElement, { attributeFilter: ["title"], attributes: true, subtree: true });
  window.document$?.subscribe(escapeAll);
})();
