// What the program says on the page of plans: labels, which stand in the page, filled as the language does.

(() => {
  "use strict";

  const words = JSON.parse(
    /** @type {HTMLElement} */ (document.querySelector("[data-plan-words]")).textContent ?? "{}",
  );
  const root = document.documentElement;
  const locale = root.dataset.locale ?? root.lang;
  const plural = new Intl.PluralRules(root.lang);
  const format = new Intl.NumberFormat(locale);

  /**
   * What the program says, by the label's name here: with {n} its plural form is chosen, other slots are filled.
   * @param {string} name @param {Record<string, string | number>} [slots]
   */
  function say(name, slots = {}) {
    const label = words[name];
    if (label === undefined) throw new Error(`no words called ${name}`);
    if (typeof label === "string") return label;
    const count = Number(slots.last ?? slots.n);
    const chosen = label.say ?? label[plural.select(count)] ?? label.other;
    const isRange = !label.say && "first" in slots;
    const told = isRange && !chosen.includes("#") ? label.other : chosen; // “twice” is not 1 to 2
    return told
      .replace("#", () => written(slots.n))
      .replace(/\{(\w+)\}/g, (/** @type {string} */ _, /** @type {string} */ key) => written(slots[key]));
  }

  /** @param {string | number | undefined} value */
  const written = (value) => (typeof value === "number" ? format.format(value) : String(value ?? ""));

  /** A day without its year: 11 Jan. Not every browser knows every language. @param {Date} day */
  const dayInWords = (day) => words.dates[day.getMonth()].replace("#", written(day.getDate()));

  /** Two counts as one: 3, or 1 to 3; the last picks the plural. @param {{first: number, last: number}} span */
  function spanSlots({ first, last }) {
    return first === last ? { n: written(last), last } : { n: say("range", { first, last }), first, last };
  }

  /** Several things in a row, each perhaps with commas in it. @param {string[]} signs */
  const listed = (signs) => signs.reduce((one, other) => say("list_of_signs", { one, other }));

  Object.assign(self.plans, { say, spanSlots, dayInWords, listed, written, language: root.lang });
})();
