// Diagrams are drawn by the site's own copy of Mermaid, fetched when a page has one. Material
// would fetch it from elsewhere, but first asks whether there is something called `mermaid`.
(() => {
  if (typeof window.mermaid?.initialize === "function") return;

  const program = new URL("mermaid/mermaid.min.js", document.currentScript.src);
  // What a diagram must not set for itself by a directive, besides what Mermaid guards already.
  const secure = ["secure", "securityLevel", "startOnLoad", "maxTextSize", "maxEdges", "themeCSS",
    "fontFamily", "altFontFamily", "dompurifyConfig"];
  // Mermaid measures labels, and fetches pictures, before it cleans them. So tags but line breaks become
  // text beforehand; `<<interface>>` is no tag.
  const tag = /<<[\w -]*>>|<br *\/?>|<(?=[/!?a-z])/gi;
  const asText = (found) => (found.length > 1 ? found : "#lt;");
  // An address, and a sign that is spelled by its number, stays readable and means nothing: a sign without
  // width stands in it. Lines that make a link keep it, since nobody is taken there without a click.
  const link = /^\s*(?:(?:click|link)\s[^;{]*|links\s[^;]*)$/;
  const address = /(?<=[\w+.-])(?=:[\\/])|(?<=(?<![-\w}\\])\\|(?<!-)\/)(?=[\\/])|(?<=\\)(?=[xu]|$)/gi;
  const inert = (line) => (link.test(line) ? line : line.replace(address, "\u2060"));
  const harmless = (text) => text.replace(tag, asText).split("\n").map(inert).join("\n");
  let settings = {};
  let fetched;

  const fetchMermaid = () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = program;
    script.onload = () => {
      const drawing = window.mermaid;
      window.mermaid = guarded;
      drawing.initialize({ ...settings, securityLevel: "strict", secure });
      resolve(drawing);
    };
    script.onerror = () => reject(new Error(`${program} can't be loaded`));
    document.head.append(script);
  });

  const guarded = {
    initialize: (given) => { settings = given; },
    render: async (id, text) => {
      fetched ??= fetchMermaid();
      return (await fetched).render(id, harmless(text));
    },
  };
  window.mermaid = guarded;
})();
