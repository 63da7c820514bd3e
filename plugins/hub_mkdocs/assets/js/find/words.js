// From words to terms: what is the same word for a search. Case, accents and width don't count, and in
// English endings don't; letters and digits are words of their own, and so is each character of a script
// without spaces. A code like SOP-012 is thus found as two words in a row.
const WORD =
  /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?:(?![\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af])[\p{L}\p{M}])+|\p{N}+/gu;

const folded = (word) =>
  /^[a-z]*$/.test(word) ? word : word.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

const stemmed = (word) => {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  let stem = word.replace(/ies$/, "y").replace(/(ss|x|ch|sh)es$/, "$1").replace(/([^siu])s$/, "$1");
  const cut = stem.replace(/(?:ing|ed)$/, "");
  if (cut !== stem && cut.length > 2 && /[aeiouy]/.test(cut)) stem = cut.replace(/([bdfgmnprt])\1$/, "$1");
  return stem.length > 3 ? stem.replace(/e$/, "") : stem;
};

const reader = (isEnglish) => {
  const termOf = (word) => (isEnglish ? stemmed(folded(word)) : folded(word));
  return {
    terms: (text) => (text.match(WORD) ?? []).map(termOf),
    places: (text) =>
      [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ term: termOf(word), start: index, end: index + word.length })),
    beginning: (word) => folded(word.match(WORD)?.at(-1) ?? ""),
  };
};
