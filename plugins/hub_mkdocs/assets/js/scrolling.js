// A table that scrolls sideways can be scrolled with the keys (WCAG 2.1.1); not all browsers let the
// focus into it by themselves. One that fits is no stop on the way through the page.
(() => {
  const watched = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const scrolls = target.scrollWidth > target.clientWidth;
      if (scrolls) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });

  // Material wraps the tables of each page that it shows, and tells so through document$.
  const watch = () =>
    document.querySelectorAll(".md-typeset__scrollwrap").forEach((it) => watched.observe(it));

  if (window.document$) window.document$.subscribe(watch);
})();
