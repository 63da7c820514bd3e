// A printed page says from where and when it was printed; only the browser knows both.
(() => {
  const day = () =>
    new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll(".hub-printed-from")) {
      place.textContent = `Printed from ${location.origin}${location.pathname} on ${day()}`;
    }
  });
})();
