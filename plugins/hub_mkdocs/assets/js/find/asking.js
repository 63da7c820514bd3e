// Where answers come from: the site's server, or, where none listens, an index among the site's files.
const own = new URL(import.meta.url);
const root = new URL("../../", own);
const isServed = own.searchParams.get("from") === "server";
const allResults = own.searchParams.has("page") ? new URL(own.searchParams.get("page"), root) : null;

const fromServer = async (what, query, signal) => {
  const headers = { Accept: "application/json" };
  const answer = await fetch(`${root}api/${what}?${query}`, { headers, redirect: "error", signal });
  if (!answer.ok) throw new Error(`${what}: ${answer.status}`);
  return answer.json();
};

// Asks for something once, and again only if that failed.
const once = (make) => {
  let made;
  return () => (made ??= make().catch((error) => ((made = undefined), Promise.reject(error))));
};

const fileOfSite = async (address) => {
  const answer = await fetch(new URL(address, root));
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

// Has the index there by the time that somebody has typed; what fails is said to the first question.
const prepare = () => isServed || loadIndex().catch(() => {});

const answerTo = (query, signal) =>
  isServed ? fromServer("search", query, signal) : fromIndex(query);

// What others look for with such a beginning; searching goes on without it.
const suggestionsFor = async (words, signal) => {
  if (!isServed || words.length < 2) return [];
  try {
    const { suggestions } = await fromServer("suggest", new URLSearchParams({ q: words }), signal);
    return suggestions.map(({ text }) => text).filter((text) => !isSame(text, words)).slice(0, 3);
  } catch {
    return [];
  }
};

const isSame = (one, other) => one.trim().toLowerCase() === other.trim().toLowerCase();

// Asks one question after another; only the answer to the last one counts.
const asker = () => {
  let controller;
  return {
    stop: () => controller?.abort(),
    ask: async (...questions) => {
      controller?.abort();
      const mine = (controller = new AbortController());
      try {
        const answers = await Promise.all(questions.map((question) => question(mine.signal)));
        return mine.signal.aborted ? null : { answers };
      } catch (error) {
        return mine.signal.aborted ? null : { error };
      }
    },
  };
};
