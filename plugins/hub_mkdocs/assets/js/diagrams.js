// Diagrams are drawn by the site's own copy of Mermaid, fetched when a page has one. Material
// would fetch it from elsewhere, but first asks whether there is something called `mermaid`.
(() => {
  if (typeof window.mermaid?.initialize === "function") return;

  const address = new URL("mermaid/mermaid.min.js", document.currentScript.src);
  // What a diagram must not set for itself by a directive, besides what Mermaid guards already.
  const secure = ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "themeCSS",
    "fontFamily", "altFontFamily", "dompurifyConfig", "htmlLabels"];
  let settings = {};
  let fetched;

  const fetchMermaid = () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => {
      window.mermaid.initialize({ ...settings, securityLevel: "strict", secure });
      resolve(window.mermaid);
    };
    script.onerror = () => reject(new Error(`${address} can't be loaded`));
    document.head.append(script);
  });

  window.mermaid = {
    initialize: (given) => { settings = given; },
    render: async (id, text) => {
      fetched ??= fetchMermaid();
      return (await fetched).render(id, text);
    },
  };
})();
