// A state changes by the passing of days alone, and a site that is hosted as files grows old between
// two builds: what was fresh when it was built may be due or overdue when it is read.
const dayOfToday = () => {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
};

const stateOn = (day, { state, warnFrom, due }) => {
  if (!due) return state;
  if (day > due) return "overdue";
  return state === "fresh" && day >= warnFrom ? "due" : state;
};
