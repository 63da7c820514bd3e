// The sentence of a page that answers, with the words that were looked for.
const longest = 240; // characters
const ahead = 60;
const headingWorth = 0.5;
const listWorth = 0.8; // of a list in one line, such as a page's other names, next to a sentence
const SENTENCE = /[^.!?\n]+(?:[.!?]+(?=\S)[^.!?\n]*)*[.!?]*/g;

const marked = (text, places) => {
  const start = places.length && places[0].start > longest - ahead ? text.lastIndexOf(" ", places[0].start - ahead) + 1 : 0;
  const end = start + longest < text.length ? Math.max(text.lastIndexOf(" ", start + longest), start + 1) : text.length;
  const pieces = start ? [["… ", false]] : [];
  let at = start;
  for (const place of places) {
    if (place.start < at || place.end > end) continue;
    if (place.start > at) pieces.push([text.slice(at, place.start), false]);
    pieces.push([text.slice(place.start, place.end), true]);
    at = place.end;
  }
  if (at < end) pieces.push([text.slice(at, end), false]);
  if (end < text.length) pieces.push([" …", false]);
  return pieces;
};

const passageIn = (index, page, terms) => {
  const worthOf = (found) =>
    [...new Set(found)].reduce((sum, term) => sum + rarityOf(index.postings.get(term)?.size ?? 0, index.pages.length), 0);
  let best = null;
  let most = -1;
  for (const section of page.sections) {
    const head = headingWorth * worthOf(index.read.terms(section.heading).filter((term) => terms.has(term)));
    for (const [sentence] of section.text.matchAll(SENTENCE)) {
      if (!sentence.trim()) continue;
      const places = index.read.places(sentence).filter(({ term }) => terms.has(term));
      const share = sentence.includes(" · ") ? listWorth : 1;
      const worth = places.length ? share * (worthOf(places.map(({ term }) => term)) + head) : 0;
      if (worth > most) [best, most] = [{ section, sentence, places }, worth];
    }
  }
  if (!best) return { anchor: "", heading: "", passage: [] };
  const lead = best.sentence.length - best.sentence.trimStart().length;
  const places = best.places.map(({ start, end }) => ({ start: start - lead, end: end - lead }));
  const { anchor, heading } = best.section;
  return { anchor, heading, passage: marked(best.sentence.trim(), places) };
};
