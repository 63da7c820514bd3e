// Results as elements. Whatever comes from pages is inserted as text, never as HTML.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};

const picture = (path, name = "hub-icon") => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
  line.setAttribute("d", path);
  for (const [key, value] of [["class", name], ["viewBox", "0 0 24 24"], ["aria-hidden", "true"]]) {
    svg.setAttribute(key, value);
  }
  svg.append(line);
  return svg;
};

const MAGNIFIER =
  "M9.5 3A6.5 6.5 0 0 1 16 9.5c0 1.61-.59 3.09-1.56 4.23l.27.27h.79l5 5-1.5 1.5-5-5v-.79l-.27-.27A6.52 " +
  "6.52 0 0 1 9.5 16a6.5 6.5 0 0 1 0-13m0 2a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9";
const ARROW = "M4 11v2h12l-5.5 5.5 1.42 1.42L19.84 12l-7.92-7.92L10.5 5.5 16 11z";
const CROSS = "M19 6.41 17.59 5 12 10.59 6.41 5 5 6.41 10.59 12 5 17.59 6.41 19 12 13.41 17.59 19 19 17.59 13.41 12z";

// A page of this site, whatever the answer says.
const addressOf = ({ url }) => {
  try {
    const address = new URL(url, root);
    return address.origin === root.origin && address.pathname.startsWith(root.pathname) ? address.href : root.href;
  } catch {
    return root.href;
  }
};

const dayOf = (text) => {
  const options = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  const day = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? null : day.toLocaleDateString("en-GB", options);
};

const stateOf = ({ state, state_label: label }) => {
  const [tone, icon, word] = STATES[state] ?? ["quiet", STATES.unknown[1], state ?? ""];
  return make("span", { class: `hub-state hub-tone-${tone}` }, picture(icon), label ?? word);
};

const passageOf = ({ passage }) =>
  (passage ?? []).map(([text, fits]) => (fits ? make("mark", {}, text) : text));

// What stands below a result's title: where in the page, the passage, and whether it can be relied on.
const aboutOf = (hit) => {
  const day = hit.last_edit && dayOf(hit.last_edit);
  const facts = [
    make("span", { class: "hub-hit-kind" }, hit.kind_label ?? hit.kind ?? "Page"),
    hit.state && stateOf(hit),
    hit.owner && make("span", { dir: "auto" }, hit.owner, hit.org_label ? ` (${hit.org_label})` : ""),
    day && make("span", {}, "edited ", make("time", { datetime: hit.last_edit }, day)),
  ];
  const heading = hit.heading && !isSame(hit.heading, hit.title) ? hit.heading : null;
  const passage = passageOf(hit);
  return [
    (heading || passage.length > 0) &&
      make(
        "span",
        { class: "hub-hit-passage", dir: "auto" },
        heading && make("span", { class: "hub-hit-heading" }, heading),
        ...passage,
      ),
    make("span", { class: "hub-hit-facts" }, ...facts),
  ];
};

const titleOf = (hit) => [
  make("span", { dir: "auto" }, hit.title),
  hit.id && make("span", { class: "hub-hit-id" }, hit.id),
].filter(Boolean);

const counted = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

const quoted = (words) => [`“`, make("bdi", {}, words), `”`];

// What is said of the words themselves: that others were searched, or that others may be meant.
const hintOf = ({ query, corrected, did_you_mean: meant }, choose) => {
  if (corrected) {
    return ["Nothing fits ", ...quoted(query), ". These are the results for ", ...quoted(corrected), "."];
  }
  return meant ? ["Did you mean ", wordButton(meant, choose), "?"] : [];
};

const wordButton = (words, choose) => {
  const button = make("button", { type: "button", class: "hub-find-words", dir: "auto" }, words);
  button.addEventListener("click", () => choose(words));
  return button;
};
