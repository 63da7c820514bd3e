// What only the browser knows of a printed page: from where and when it was printed, and which of
// its links lead out of the hub. Within the hub a page's title is enough to find it again.
(() => {
  const day = () =>
    new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  const leadsOut = (link) =>
    /^https?:$/.test(link.protocol) &&
    link.origin !== location.origin &&
    !link.textContent.includes(link.hostname);

  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll(".hub-printed-from")) {
      // Not the origin, which is "null" where a browser reads files.
      place.textContent = `Printed from ${location.href.split(/[?#]/, 1)[0]} on ${day()}`;
    }
    for (const link of document.querySelectorAll("article a[href]")) {
      if (leadsOut(link)) link.dataset.hubLeadsTo = link.href;
    }
  });
})();
