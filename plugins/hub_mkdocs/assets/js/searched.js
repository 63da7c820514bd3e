// What is searched for in Material's search, and which result is opened. A query counts when it stood
// still for a second, or when a result of it was opened; it is told once it is known what came of it.
(() => {
  const still = 1000; // milliseconds
  const root = new URL("../../", document.currentScript?.src ?? document.baseURI).pathname;
  let query = ""; // the one that counts
  let results = 0;
  let timer;

  const field = () => document.querySelector("[data-md-component=search-query]");
  const place = () => document.querySelector("[data-md-component=search-result]");

  const typed = () => (field()?.value ?? "").trim().slice(0, 200);

  // "12 matching documents" in whatever language; "No matching documents" has no number.
  const count = () => {
    const words = place()?.querySelector(".md-search-result__meta")?.textContent ?? "";
    const number = words.replace(/(\d)[.,\s](?=\d{3})/g, "$1").match(/\d+/);
    return number ? Number(number[0]) : links().length;
  };

  const links = () => [...(place()?.querySelectorAll(".md-search-result__item > a") ?? [])];

  const tell = (opened) => {
    clearTimeout(timer);
    if (!query) return;
    const detail = { type: "search", query, results, ...opened };
    query = "";
    document.dispatchEvent(new CustomEvent("hub:event", { detail, cancelable: true }));
  };

  const settle = () => {
    const now = typed();
    if (!now || !place()) return;
    if (query && !now.startsWith(query) && !query.startsWith(now)) tell({});
    query = now;
    results = count();
  };

  const onInput = ({ target }) => {
    if (target !== field()) return;
    clearTimeout(timer);
    timer = setTimeout(settle, still);
  };

  const onClick = ({ target }) => {
    const link = target.closest?.("[data-md-component=search-result] a[href]");
    if (!link) return;
    settle();
    const item = link.closest(".md-search-result__item");
    const rank = [...place().querySelectorAll(".md-search-result__item")].indexOf(item) + 1;
    const address = new URL(link.href).pathname;
    const page = address.startsWith(root) ? address.slice(root.length) : address;
    tell({ rank: Math.max(rank, 1), page: page || "/" });
  };

  for (const name of ["input", "keyup"]) document.addEventListener(name, onInput);
  document.addEventListener("reset", ({ target }) => {
    if (target.name === "search") tell({});
  });
  addEventListener("click", onClick, true); // before Material closes the search
  document.addEventListener("change", ({ target }) => {
    if (target.id === "__search" && !target.checked) tell({});
  });
  addEventListener("pagehide", () => tell({}));
})();
