// The answer in the shape in which a server gives it; see "What hub search prints as JSON".
const shownFacets = ["kind", "org", "tag", "state"];
const mostValues = 20;

// How much a page's fit counts, as it does on a server.
const PRIORS = new Map(
  Object.entries({ archived: 0.5, superseded: 0.5, draft: 0.7, overdue: 0.85, changed: 0.9, suspect: 0.9, unknown: 0.95 }),
);
const priorOf = (state) => PRIORS.get(state) ?? 1;

const factsOfPages = once(async () => {
  const { names, pages } = await fileOfSite("assets/hub/found.json");
  const known = new Map(Object.entries(names).map(([name, all]) => [name, new Map(Object.entries(all))]));
  known.set("state", new Map(Object.entries(STATES).map(([state, shown]) => [state, shown[2]])));
  return { nameOf: (name, value) => known.get(name)?.get(value) ?? value, pages: new Map(Object.entries(pages)) };
});

// Whether a filter asks for a value, by itself or by its name.
const isAsked = (asked, name, value, nameOf) =>
  [value, nameOf(name, value)].some((it) => asked.filters.get(name)?.includes(it.toLowerCase()));

// A facet, from how many results have each value.
const facetOf = (name, counts, asked, nameOf) => {
  const values = [...counts]
    .filter(([value, count]) => count > 0 || isAsked(asked, name, value, nameOf))
    .map(([value, count]) => ({ value, label: nameOf(name, value), count, chosen: isAsked(asked, name, value, nameOf) }));
  const known = new Set(values.flatMap(({ value, label }) => [value.toLowerCase(), label.toLowerCase()]));
  for (const value of new Set(asked.filters.get(name) ?? [])) {
    if (!known.has(value)) values.push({ value, label: nameOf(name, value), count: 0, chosen: true });
  }
  const order = (one, other) =>
    other.chosen - one.chosen || other.count - one.count || one.label.localeCompare(other.label);
  return values.sort(order).slice(0, mostValues);
};

const resultOf = (rank, known, { address, anchor, heading, passage }, nameOf) => ({
  rank,
  path: known.path,
  id: known.id,
  title: known.title,
  url: anchor ? `${address}#${anchor}` : address,
  kind: known.kind,
  kind_label: nameOf("kind", known.kind),
  owner: known.owner && nameOf("owner", known.owner),
  org: known.org,
  org_label: known.org && nameOf("org", known.org),
  state: known.state,
  state_label: nameOf("state", known.state),
  last_edit: known.last_edit,
  heading: heading || null,
  passage,
});

const answerOf = (asked, { total, results, facets, corrected = null, meant = null }) => ({
  schema: 1,
  query: asked.text,
  corrected,
  did_you_mean: corrected ? null : meant,
  total,
  page: asked.page,
  limit: asked.limit,
  results,
  facets,
});
