// Answers from Pagefind, for large sites: it loads those parts of its index that a query needs. States
// and their days are filters there, so that what is asked for, counted and shown is the state of today.
const pagefind = once(async () => {
  const found = await import(new URL("pagefind/pagefind.js", own));
  // A page whose id or title it is goes before those that mention it.
  await found.options({ baseUrl: root.pathname, excerptLength: 34, ranking: { metaWeights: { id: 20, title: 8 } } });
  await found.init();
  const values = new Map(Object.entries(await found.filters()).map(([name, all]) => [name, Object.keys(all)]));
  return { search: (text, filters) => found.search(text, { filters }), values };
});

const stateOfTrust = (value, today) => {
  const [state, warnFrom, due] = value.split(" ");
  return stateOn(today, { state, warnFrom, due });
};

// The values of Pagefind's filters that a filter of ours asks for.
const wantedValues = (name, asked, { values, nameOf, today }) => {
  if (name !== "state") return (values.get(name) ?? []).filter((value) => isAsked(asked, name, value, nameOf));
  return (values.get("trust") ?? []).filter((it) => isAsked(asked, name, stateOfTrust(it, today), nameOf));
};

const filtersFor = (asked, known, but) => {
  const all = [...asked.filters.keys()]
    .filter((name) => name !== but)
    .map((name) => ({ any: wantedValues(name, asked, known).map((value) => ({ [name === "state" ? "trust" : name]: value })) }));
  const archived = (known.values.get("trust") ?? []).filter((it) => stateOfTrust(it, known.today) === "archived");
  if (!asked.withArchived && archived.length) all.push({ none: archived.map((trust) => ({ trust })) });
  return all;
};

const isImpossible = (filters) => filters.some(({ any }) => any && !any.length);

const nobody = { results: [], filters: {} };

const lookedFor = (text, filters, { search }) =>
  isImpossible(filters) ? nobody : search(text, filters.length ? { all: filters } : {});

const textOf = ({ words, phrases }) => [...words, ...phrases.map((it) => `"${it}"`)].join(" ") || null;

const countsOf = (name, counts, today) => {
  const found = new Map();
  for (const [value, count] of Object.entries(counts[name === "state" ? "trust" : name] ?? {})) {
    const shown = name === "state" ? stateOfTrust(value, today) : value;
    found.set(shown, (found.get(shown) ?? 0) + count);
  }
  return found;
};

// Pages with a word that is not wanted are those that have it besides.
const withoutExcluded = async (text, asked, filters, known) => {
  const all = await lookedFor(text, filters, known);
  if (!text || !asked.excluded.length || !all.results.length) return all;
  const counts = structuredClone(all.filters);
  const out = new Set();
  for (const word of asked.excluded) {
    const having = await lookedFor(`${text} "${word}"`, filters, known);
    for (const { id } of having.results) out.add(id);
    for (const [name, values] of Object.entries(having.filters)) {
      for (const [value, count] of Object.entries(values)) counts[name][value] = Math.max(0, counts[name][value] - count);
    }
  }
  return { results: all.results.filter(({ id }) => !out.has(id)), filters: counts };
};

const facetsFor = async (text, asked, found, known) => {
  const facets = {};
  for (const name of shownFacets) {
    const { filters } = asked.filters.has(name)
      ? await withoutExcluded(text, asked, filtersFor(asked, known, name), known)
      : found;
    facets[name] = facetOf(name, countsOf(name, filters, known.today), asked, known.nameOf);
  }
  return facets;
};

// What is overdue or superseded sinks; a search with a state's filter says which results are in it.
const inOrder = async (text, found, filters, known) => {
  const factors = new Map();
  for (const [state, count] of countsOf("state", found.filters, known.today)) {
    if (!count || priorOf(state) === 1) continue;
    const values = known.values.get("trust").filter((it) => stateOfTrust(it, known.today) === state);
    const { results } = await lookedFor(text, [...filters, { any: values.map((trust) => ({ trust })) }], known);
    for (const { id } of results) factors.set(id, priorOf(state));
  }
  const worth = ({ id, score }) => score * (factors.get(id) ?? 1);
  return [...found.results].sort((one, other) => worth(other) - worth(one));
};

const plainPiece = (html) =>
  html.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

// Pagefind marks what stands before and behind a word as well.
const piecesOf = (excerpt) =>
  excerpt
    .split(/<mark>([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)<\/mark>/su)
    .map((piece, place) => [plainPiece(piece), place % 4 === 2])
    .filter(([text]) => text);

// How much of a text is the end of its heading, which Pagefind takes for the first sentence.
const headLength = (heading, text) => {
  const words = heading.split(" ");
  const ends = words.map((_, from) => words.slice(from).join(" "));
  const end = ends.find((it) => it && text.startsWith(it) && /^[.?!]/.test(text.slice(it.length - (/[.?!]$/.test(it) ? 1 : 0))));
  return end ? end.length + text.slice(end.length).match(/^[.\s]*/)[0].length : 0;
};

const behind = (heading, pieces) => {
  let length = headLength(heading, pieces.map(([text]) => text).join(""));
  const rest = [];
  for (const [text, fits] of pieces) {
    if (length < text.length) rest.push([text.slice(length), fits]);
    length = Math.max(0, length - text.length);
  }
  return rest;
};

const shownPart = ({ anchor, title, meta, excerpt, weighted_locations: places }) => ({
  anchor: anchor && anchor.element !== "h1" ? anchor.id : "",
  heading: anchor && anchor.element !== "h1" ? (anchor.text ?? title) : "",
  passage: behind(anchor?.text ?? title ?? meta.title, piecesOf(excerpt)),
  weight: (places ?? []).reduce((sum, { balanced_score: score }) => sum + score, 0),
});

// The part with most of what is looked for, if it has more of it than its heading.
const bestPart = (data) => {
  const parts = [data, ...data.sub_results].map(shownPart).slice(data.sub_results.length ? 1 : 0);
  const speaking = parts.filter(({ passage }) => passage.some(([, fits]) => fits));
  return (speaking.length ? speaking : parts).reduce((one, other) => (other.weight > one.weight ? other : one));
};

const factsIn = ({ filters, meta }, address, today) => {
  const one = (name) => filters[name]?.[0] ?? null;
  const state = stateOfTrust(one("trust") ?? "unknown", today);
  const [kind, owner, org, edited] = ["kind", "owner", "org", "edited"].map(one);
  return { path: address, id: meta.id ?? null, title: meta.title, kind, owner, org, state, last_edit: edited };
};

const shownResult = async (result, rank, { today, nameOf }) => {
  const data = await result.data();
  const address = data.raw_url.replace(/^\//, "");
  return resultOf(rank, factsIn(data, address, today), { address, ...bestPart(data) }, nameOf);
};

// Pagefind wants all words in a page; where there is none, all but one are looked for.
const withFewerWords = async (asked, filters, known) => {
  const fewer = asked.words.length > 1 ? asked.words.map((_, out) => asked.words.filter((_, at) => at !== out)) : [];
  let best = null;
  for (const words of fewer.slice(0, 8)) {
    const text = textOf({ ...asked, words });
    const found = await withoutExcluded(text, asked, filters, known);
    if (found.results.length && (!best || found.results.length < best.found.results.length)) best = { text, found };
  }
  return best;
};

const loadIndex = () => Promise.all([pagefind(), factsOfPages()]);

const fromIndex = async (query) => {
  const [{ search, values }, { nameOf }] = await loadIndex();
  const asked = readQuery(query);
  const known = { search, values, nameOf, today: dayOfToday() };
  const filters = filtersFor(asked, known);
  let text = textOf(asked);
  if (!text && !asked.filters.size) return answerOf(asked, { total: 0, results: [], facets: {} });
  let found = await withoutExcluded(text, asked, filters, known);
  let corrected = null;
  if (!found.results.length) {
    const fewer = await withFewerWords(asked, filters, known);
    if (fewer) ({ text, found } = fewer), (corrected = text);
  }
  const start = (asked.page - 1) * asked.limit;
  const ordered = await inOrder(text, found, filters, known);
  const shown = ordered.slice(start, start + asked.limit);
  const results = await Promise.all(shown.map((result, place) => shownResult(result, start + place + 1, known)));
  return answerOf(asked, { total: ordered.length, results, facets: await facetsFor(text, asked, found, known), corrected });
};
