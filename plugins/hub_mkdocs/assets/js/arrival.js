// Where Material swaps pages it may scroll to the place that a link names while the page before still
// stands, and so no further than that one was long. Once the new page is there, we go on to the place.
(() => {
  if (!window.document$) return;
  let isFollowed = false; // the page of the first call was loaded by the browser, which scrolls itself

  // The way back leads to where the reader was, which Material keeps in the history
  addEventListener("popstate", ({ state }) => {
    if (state) isFollowed = false;
  });

  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null; // an address like #100%
    }
  };

  const arrive = () => {
    const place = named();
    if (isFollowed && place) requestAnimationFrame(() => place.scrollIntoView());
    isFollowed = true;
  };

  window.document$.subscribe(arrive);
})();
