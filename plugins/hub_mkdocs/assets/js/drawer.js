// In narrow windows, and in wide ones that are enlarged, Material opens its navigation with a label
// that no keyboard reaches. It becomes a button; the closed drawer's links are out of the tab order
// (theme.css).
(() => {
  const toggle = document.getElementById("__drawer");
  const button = document.querySelector(".md-header label[for=__drawer]");
  if (!toggle || !button) return;

  const tell = () => button.setAttribute("aria-expanded", String(toggle.checked));
  const turn = (open) => {
    if (toggle.checked !== open) toggle.click();
  };

  button.tabIndex = 0;
  button.role = "button";
  button.ariaLabel ||= "Navigation";
  tell();
  toggle.addEventListener("change", tell);

  button.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation(); // Material would turn it once more
    turn(!toggle.checked);
    // Once it is no longer hidden
    requestAnimationFrame(() => {
      if (toggle.checked) document.querySelector(".md-sidebar--primary a")?.focus();
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !toggle.checked) return;
    turn(false);
    button.focus();
  });
})();
