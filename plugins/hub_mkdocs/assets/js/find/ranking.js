// From terms to an order of pages: BM25 over weighted frequencies (Robertson and Zaragoza 2009).
const rarityOf = (count, pages) => Math.log(1 + (pages - count + 0.5) / (count + 0.5));

const mostBeginnings = 40; // words that go on as the last one begins
const beginningWorth = 0.6; // of such a word, next to the very word
const saidByMost = 0.5; // share of the pages from which on a word says nothing, if another says more
const fewPages = 20;

const weighed = (frequencies, rarity) =>
  new Map([...frequencies].map(([page, frequency]) => [page, (rarity * frequency * 2.2) / (frequency + 1.2)]));

const isAt = (terms, start, phrase) => phrase.every((term, step) => terms[start + step] === term);

const timesIn = (terms, phrase) => {
  let count = 0;
  for (let at = terms.indexOf(phrase[0]); at >= 0; at = terms.indexOf(phrase[0], at + 1)) {
    if (isAt(terms, at, phrase)) count += 1;
  }
  return count;
};

const frequenciesOf = (index, phrase) => {
  if (phrase.length === 1) return index.postings.get(phrase[0]) ?? new Map();
  const found = new Map();
  const [rarest] = phrase.map((term) => index.postings.get(term) ?? new Map()).sort((one, other) => one.size - other.size);
  for (const page of rarest.keys()) {
    const frequency = page.fields.reduce((sum, { worth, terms }) => sum + worth * timesIn(terms, phrase), 0);
    if (frequency) found.set(page, frequency);
  }
  return found;
};

const contributions = (index, phrase) => {
  const frequencies = frequenciesOf(index, phrase);
  return weighed(frequencies, rarityOf(frequencies.size, index.pages.length) * Math.sqrt(phrase.length));
};

// What a word looks for: its terms in a row and, while somebody still types it, words that go on so.
const wantedOf = (index, word, isOpen) => {
  const phrase = index.read.terms(word);
  const terms = new Set(phrase);
  const scores = phrase.length ? contributions(index, phrase) : new Map();
  const beginning = isOpen && phrase.length === 1 ? index.read.beginning(word) : "";
  if (beginning.length > 1) {
    const longer = [...index.postings.keys()].filter((term) => term !== phrase[0] && term.startsWith(beginning));
    for (const term of longer.sort((one, other) => one.length - other.length).slice(0, mostBeginnings)) {
      terms.add(term);
      for (const [page, score] of contributions(index, [term])) {
        scores.set(page, Math.max(scores.get(page) ?? 0, beginningWorth * score));
      }
    }
  }
  return { word, phrase, terms, scores };
};

const sayingMost = (wanted, count) => {
  const rare = wanted.filter(({ scores }) => scores.size && scores.size <= count * saidByMost);
  const isAny = count >= fewPages && rare.length;
  return isAny ? wanted.filter(({ scores }) => scores.size <= count * saidByMost) : wanted;
};

// Scores of the pages that fit, and the terms that were looked for.
const ranked = (index, asked) => {
  const words = asked.words.map((word, place) => wantedOf(index, word, place === asked.words.length - 1));
  const phrases = asked.phrases.map((phrase) => wantedOf(index, phrase, false)).filter(({ phrase }) => phrase.length);
  const isAny = words.length + asked.phrases.length > 0;
  const scores = new Map();
  if (!isAny && asked.filters.size) for (const page of index.pages) scores.set(page, 1);
  for (const { scores: added } of [...sayingMost(words, index.pages.length), ...phrases]) {
    for (const [page, score] of added) scores.set(page, (scores.get(page) ?? 0) + score);
  }
  const without = asked.excluded.map((word) => wantedOf(index, word, false).scores);
  for (const page of [...scores.keys()]) {
    if (phrases.some((it) => !it.scores.has(page)) || without.some((it) => it.has(page))) scores.delete(page);
  }
  const terms = new Set([...words, ...phrases].flatMap((it) => [...it.terms]));
  return { scores, terms, unknown: words.filter((it) => it.phrase.length && !it.scores.size), words };
};
