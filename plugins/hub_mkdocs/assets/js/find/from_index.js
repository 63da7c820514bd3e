// Answers from the theme's index, for sites of some hundred pages.
const valuesOf = ({ known }, name, today) => {
  if (name === "state") return [stateOn(today, { state: known.state, warnFrom: known.warn_from, due: known.due })];
  return [].concat(known[name] ?? []);
};

const fitsFilters = (page, asked, today, nameOf, but) =>
  [...asked.filters.keys()].every(
    (name) => name === but || valuesOf(page, name, today).some((value) => isAsked(asked, name, value, nameOf)),
  );

const countedFacets = (pages, asked, today, nameOf) =>
  Object.fromEntries(
    shownFacets.map((name) => {
      const counts = new Map();
      for (const page of pages.filter((it) => fitsFilters(it, asked, today, nameOf, name))) {
        for (const value of valuesOf(page, name, today)) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
      return [name, facetOf(name, counts, asked, nameOf)];
    }),
  );

const foundFor = (index, asked, ranking) => {
  const today = dayOfToday();
  const { nameOf } = index;
  const stateOfPage = (page) => valuesOf(page, "state", today)[0];
  const known = [...ranking.scores]
    .map(([page, score]) => ({ page, score: score * priorOf(stateOfPage(page)) }))
    .filter(({ page }) => asked.withArchived || stateOfPage(page) !== "archived")
    .sort((one, other) => other.score - one.score || (one.page.known.path < other.page.known.path ? -1 : 1))
    .map(({ page }) => page);
  const chosen = known.filter((page) => fitsFilters(page, asked, today, nameOf));
  const start = (asked.page - 1) * asked.limit;
  const results = chosen.slice(start, start + asked.limit).map((page, place) => {
    const passage = { address: page.address, ...passageIn(index, page, ranking.terms) };
    return resultOf(start + place + 1, { ...page.known, state: stateOfPage(page) }, passage, nameOf);
  });
  return { total: chosen.length, results, facets: countedFacets(known, asked, today, nameOf) };
};

const loadIndex = () => theIndex();

const fromIndex = async (query) => {
  const index = await theIndex();
  const asked = readQuery(query);
  const ranking = ranked(index, asked);
  const meant = meantBy(index, asked, ranking.unknown);
  const isNothingThere = ranking.words.length > 0 && ranking.unknown.length === ranking.words.length;
  if (!meant || !isNothingThere || asked.phrases.length) return answerOf(asked, { ...foundFor(index, asked, ranking), meant });
  const other = { ...asked, words: readQuery(new URLSearchParams({ q: meant })).words };
  return answerOf(asked, { ...foundFor(index, other, ranked(index, other)), corrected: meant });
};
