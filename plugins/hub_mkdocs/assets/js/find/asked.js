// What people type: words, phrases in quotes, words to leave out, filters. Nothing is a mistake.
const FILTERS = ["kind", "owner", "org", "tag", "state"];
const PIECE = /-?(?:"([^"]*)(?:"|$)|([a-z]+):(?:"([^"]*)"|([^\s"]+))|[^\s"]+)/gi;

const numberIn = (text, usual, most) => {
  const number = /^\d{1,6}$/.test(text ?? "") ? Number(text) : usual;
  return Math.min(Math.max(number, 1), most);
};

const readQuery = (query) => {
  const text = (query.get("q") ?? "").split(/[\s\0]+/).filter(Boolean).join(" ").slice(0, 200);
  const asked = { text, words: [], phrases: [], excluded: [], filters: new Map() };
  const narrow = (name, value) => {
    const wanted = value.trim().toLowerCase();
    if (wanted) asked.filters.set(name, [...(asked.filters.get(name) ?? []), wanted]);
  };
  for (const { 0: whole, 1: phrase, 2: name, 3: quoted, 4: value, index } of text.matchAll(PIECE)) {
    const isOut = whole.startsWith("-") && (index === 0 || text[index - 1] === " ");
    if (!isOut && FILTERS.includes(name?.toLowerCase())) {
      narrow(name.toLowerCase(), quoted ?? value);
      continue;
    }
    const said = (phrase ?? whole.replace(/^-+/, "")).replaceAll('"', " ").trim();
    if (said) (isOut ? asked.excluded : phrase === undefined ? asked.words : asked.phrases).push(said);
  }
  for (const name of FILTERS) for (const value of query.getAll(name)) narrow(name, value);
  return {
    ...asked,
    page: numberIn(query.get("page"), 1, 10000),
    limit: numberIn(query.get("limit"), 10, 50),
    withArchived: query.get("archived") === "1" || (asked.filters.get("state") ?? []).includes("archived"),
  };
};
