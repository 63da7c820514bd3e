// What is searched for, and which result is opened. A query counts when its answer stood still for a
// second, or when a result of it was opened; it is told once it is known what came of it.
const listened = () => {
  const still = 1000; // milliseconds
  let counted; // {query, results} that counts
  let shown; // the one whose answer is on the screen
  let timer;

  const tell = (opened) => {
    clearTimeout(timer);
    if (!counted) return;
    const detail = { type: "search", ...counted, ...opened };
    counted = undefined;
    document.dispatchEvent(new CustomEvent("hub:event", { detail, cancelable: true }));
  };

  const settle = () => {
    clearTimeout(timer);
    if (!shown) return;
    const [now, before] = [shown.query, counted?.query ?? ""];
    if (before && !now.startsWith(before) && !before.startsWith(now)) tell({});
    counted = shown;
  };

  return {
    typed: () => clearTimeout(timer),
    answered: (query, results, isKnown = false) => {
      clearTimeout(timer);
      shown = query ? { query: query.slice(0, 200), results } : undefined;
      if (!isKnown) timer = setTimeout(settle, still);
    },
    opened: ({ rank, path }) => {
      settle();
      tell(path ? { rank, page: path } : { rank });
    },
    left: () => {
      shown = undefined;
      tell({});
    },
    forget: () => {
      clearTimeout(timer);
      counted = shown = undefined;
    },
  };
};
