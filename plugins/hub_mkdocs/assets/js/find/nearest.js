// Words of the hub in place of words that no page has.
const distance = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  let before = row;
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const swap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        row[j] + 1,
        next[j - 1] + 1,
        row[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1),
        swap ? before[j - 2] + 1 : Infinity,
      );
    }
    [before, row] = [row, next];
  }
  return row.at(-1);
};

// The word as pages write it: terms have lost their endings.
const writtenIn = (index, term) => {
  const page = index.postings.get(term).keys().next().value;
  for (const text of [page.known.title, ...page.sections.flatMap(({ heading, text: body }) => [heading, body])]) {
    const place = index.read.places(text).find((it) => it.term === term);
    if (place) return text.slice(place.start, place.end).toLowerCase();
  }
  return term;
};

const nearestTo = (index, { phrase }) => {
  const [term] = phrase;
  if (phrase.length !== 1 || term.length < 4) return null;
  const most = term.length > 7 ? 2 : 1;
  let best = null;
  let least = [most + 1, 0];
  for (const [other, pages] of index.postings) {
    if (other.length < 3) continue;
    const far = distance(term, other, most);
    if (far < least[0] || (far === least[0] && far <= most && pages.size > least[1])) [best, least] = [other, [far, pages.size]];
  }
  return best && writtenIn(index, best);
};

// The query with other words; null where there are none.
const meantBy = (index, asked, unknown) => {
  let text = asked.text;
  for (const wanted of unknown) {
    const other = nearestTo(index, wanted);
    if (other) text = text.replace(wanted.word, () => other);
  }
  return text === asked.text ? null : text;
};
