// The index of the theme's search plugin, which is a text: read once, and turned into terms with the
// pages that have them.
const WORTH = { title: 5, id: 6, tag: 3, heading: 2, text: 1 };

const plainText = (html) =>
  html
    .replace(/<\/?(?:code|su[bp])>/g, "")
    .replace(/<[^>]*>/g, "\n")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

const pagesIn = (docs, facts) => {
  const pages = new Map();
  for (const { location, title, text } of docs) {
    const [address, anchor = ""] = location.split("#");
    const known = facts.get(address);
    if (!known) continue; // nothing of the hub's: another plugin's page
    if (!pages.has(address)) pages.set(address, { address, known, sections: [] });
    pages.get(address).sections.push({ anchor, heading: plainText(title), text: plainText(text) });
  }
  return [...pages.values()];
};

const fieldsOf = ({ known, sections }, terms) =>
  [
    ["title", known.title],
    ["id", known.id ?? ""],
    ...known.tag.map((tag) => ["tag", tag]),
    ...sections.map(({ heading }) => ["heading", heading === known.title ? "" : heading]),
    ...sections.map(({ text }) => ["text", text]),
  ].map(([name, text]) => ({ name, worth: WORTH[name], terms: terms(text) }));

const lengthOf = ({ fields }) =>
  fields.reduce((sum, { name, terms }) => sum + (name === "text" ? terms.length : 0), 0);

// A word in a long text says less of it; a long text takes nothing from what its title says.
const weighFields = (pages) => {
  const usual = pages.reduce((sum, page) => sum + lengthOf(page), 0) / (pages.length || 1) || 1;
  for (const page of pages) {
    const share = 1 / (0.4 + (0.6 * lengthOf(page)) / usual);
    for (const field of page.fields) if (field.name === "text") field.worth *= share;
  }
};

const inverted = (pages) => {
  const postings = new Map();
  for (const page of pages) {
    for (const { worth, terms } of page.fields) {
      for (const term of terms) {
        if (!postings.has(term)) postings.set(term, new Map());
        const there = postings.get(term);
        there.set(page, (there.get(page) ?? 0) + worth);
      }
    }
  }
  return postings;
};

const theIndex = once(async () => {
  const [{ docs, config }, { pages: facts, nameOf }] = await Promise.all([
    fileOfSite("search/search_index.json"),
    factsOfPages(),
  ]);
  const read = reader((config?.lang ?? ["en"]).includes("en"));
  const pages = pagesIn(docs, facts);
  for (const page of pages) page.fields = fieldsOf(page, read.terms);
  weighFields(pages);
  return { pages, postings: inverted(pages), read, nameOf };
});
