// A term of the glossary says what it means as soon as it is pointed at, focused or tapped. Without
// scripts it is a link to its entry. What is shown stays until the pointer or the focus leaves both
// the term and the definition, and goes with Esc (WCAG 2.2, 1.4.13).
(() => {
  const patience = 200; // milliseconds in which a pointer may cross from the term to its meaning
  let term = null;
  let tip = null;
  let tapped = null;
  let pointer = "";
  let leaving;

  const place = () => {
    const box = term.getClientRects()[0] ?? term.getBoundingClientRect();
    const room = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left, room - tip.offsetWidth - 8));
    const below = box.bottom + tip.offsetHeight < innerHeight || box.top < tip.offsetHeight;
    tip.style.left = `${left + scrollX}px`;
    tip.style.top = `${(below ? box.bottom : box.top - tip.offsetHeight) + scrollY}px`;
  };

  const hide = () => {
    clearTimeout(leaving);
    term?.removeAttribute("aria-describedby");
    tip?.remove();
    term = tip = tapped = null;
  };

  const show = (wanted) => {
    clearTimeout(leaving);
    if (wanted === term) return;
    hide();
    term = wanted;
    tip = document.createElement("div");
    tip.className = "hub-tip";
    tip.id = "hub-tip";
    tip.role = "tooltip";
    tip.dir = "auto";
    tip.append(term.dataset.hubDefinition);
    document.body.append(tip);
    term.setAttribute("aria-describedby", tip.id);
    place();
  };

  const over = (event) => event.target.closest?.(".hub-term[data-hub-definition]");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const wanted = over(event);
    if (wanted) show(wanted);
    else if (tip?.contains(event.target)) clearTimeout(leaving);
  });
  document.addEventListener("pointerout", (event) => {
    if (!tip || event.pointerType === "touch" || term === document.activeElement) return;
    clearTimeout(leaving);
    leaving = setTimeout(hide, patience);
  });
  document.addEventListener("focusin", (event) => {
    const wanted = over(event);
    if (wanted) show(wanted);
    else hide();
  });
  document.addEventListener("focusout", (event) => {
    if (event.target === term) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (tip && !over(event) && !tip.contains(event.target)) hide();
  });

  // The first tap shows the meaning and the second follows the link. Before Material sees it.
  const onClick = (event) => {
    const wanted = over(event);
    if (!wanted || pointer !== "touch" || wanted === tapped) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show(wanted);
    tapped = wanted;
  };
  addEventListener("click", onClick, true);
  addEventListener("resize", hide);

  // Material swaps pages without loading them anew and tells so through document$.
  window.document$?.subscribe(hide);
})();
