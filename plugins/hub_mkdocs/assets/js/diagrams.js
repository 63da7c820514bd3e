// Diagrams are drawn by the site's own copy of Mermaid, fetched when a page has one. Material
// would fetch it from elsewhere, but first asks whether there is something called `mermaid`.
(() => {
  if (typeof window.mermaid?.initialize === "function") return;

  const address = new URL("mermaid/mermaid.min.js", document.currentScript.src);
  // What a diagram must not set for itself by a directive, besides what Mermaid guards already.
  const secure = ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "themeCSS",
    "fontFamily", "altFontFamily", "dompurifyConfig"];
  // Mermaid measures labels before it cleans them, so tags but line breaks become text
  // beforehand, and pictures from elsewhere go. `<<interface>>` is no tag.
  const tag = /(?<!<)<(?!\/?br\b)[/!?]?[a-z][^<>]*>?(?!>)/gi;
  const picture = /\bimg:\s*["']?(?:[a-z][\w+.-]*:)?[\\/]{2}[^"',}\n]*/gi;
  const asText = (found) => `#lt;${found.slice(1)}`;
  let settings = {};
  let fetched;

  const fetchMermaid = () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = () => {
      const drawing = window.mermaid;
      window.mermaid = guarded;
      drawing.initialize({ ...settings, securityLevel: "strict", secure });
      resolve(drawing);
    };
    script.onerror = () => reject(new Error(`${address} can't be loaded`));
    document.head.append(script);
  });

  const guarded = {
    initialize: (given) => { settings = given; },
    render: async (id, text) => {
      fetched ??= fetchMermaid();
      return (await fetched).render(id, text.replace(tag, asText).replace(picture, "img: "));
    },
  };
  window.mermaid = guarded;
})();
