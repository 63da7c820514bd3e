// A printed page says from where and when it was printed; only the browser knows both.
(() => {
  const day = () =>
    new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll(".hub-printed-from")) {
      // Not the origin, which is "null" where a browser reads files.
      place.textContent = `Printed from ${location.href.split(/[?#]/, 1)[0]} on ${day()}`;
    }
  });
})();
