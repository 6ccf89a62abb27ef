// The diary: days and a number from 0 to 10, in this browser and nowhere else.

(() => {
  "use strict";

  const { say, written, find, element, tell, device, giveFile, dayInWords } = self.plans;
  const NAME = "plan-diary";
  const WEEKS = 4;
  const DAY = /^\d{4}-\d\d-\d\d$/;

  /** @typedef {{ on: string, pain: number | null }} Entry */

  let sure = 0; // the second press within six seconds deletes

  function prepare() {
    find("[data-diary-save]").addEventListener("click", saveFile);
    find("[data-diary-print]").addEventListener("click", printed);
    find("[data-diary-delete]").addEventListener("click", remove);
  }

  function show() {
    const entries = read();
    const byDay = new Map(entries.map((entry) => [entry.on, entry]));
    const days = lastDays();
    find("[data-diary]").hidden = entries.length === 0;
    find("[data-diary-days]").textContent = say("days", { n: days.filter((day) => byDay.has(iso(day))).length });
    find("[data-diary-weeks]").replaceChildren(...weeks(days, byDay));
  }

  /** A table, each row a week: seen at a glance, and heard cell by cell. @param {Date[]} days @param {Map<string, Entry>} byDay */
  function weeks(days, byDay) {
    const starts = days.filter((_, at) => at % 7 === 0);
    return starts.map((first, week) => {
      const row = days.slice(week * 7, week * 7 + 7).map((day) => cell(day, byDay.get(iso(day))));
      return element("tr", {}, element("th", { scope: "row" }, dayInWords(first)), ...row);
    });
  }

  /** @param {Date} day @param {Entry} [entry] */
  function cell(day, entry) {
    const seen = entry ? written(entry.pain ?? "✓") : "·";
    const heard = entry
      ? entry.pain === null
        ? say("day_done")
        : say("day_pain", { pain: entry.pain })
      : say("day_not");
    return element(
      "td",
      { class: entry && "done" },
      element("span", { "aria-hidden": "true" }, seen),
      element("span", { class: "visually-hidden" }, `${dayInWords(day)}: ${heard}`),
    );
  }

  /** Four weeks that end with this one, to today. A week begins where it does in the language. */
  function lastDays() {
    const now = new Date();
    const day = (/** @type {number} */ by) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + by);
    const since = (now.getDay() + 7 - Number(find("[data-diary-weeks]").dataset.first)) % 7;
    const first = -since - 7 * (WEEKS - 1);
    return Array.from({ length: 1 - first }, (_, at) => day(first + at));
  }

  /** The reader's own day, not the one in Greenwich. @param {Date} day */
  const iso = (day) =>
    [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, "0")).join("-");

  /** Whatever lies there, only what is an entry. @returns {Entry[]} */
  function read() {
    try {
      const entries = JSON.parse(device.get(NAME) ?? "[]");
      return Array.isArray(entries) ? entries.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  /** @param {any} entry */
  const isEntry = (entry) =>
    DAY.test(entry?.on) &&
    (entry.pain === null || (Number.isInteger(entry.pain) && entry.pain >= 0 && entry.pain <= 10));

  /** Twice a day: the later answer stands. @param {number | null} pain */
  function save(pain) {
    const on = iso(new Date());
    const entries = [...read().filter((entry) => entry.on !== on), { on, pain }];
    tell(say(device.set(NAME, JSON.stringify(entries)) ? "saved" : "not_saved"));
    show();
  }

  function saveFile() {
    const rows = [say("diary_columns"), ...read().map(({ on, pain }) => `${on},${pain ?? ""}`)];
    giveFile("exercise-diary.csv", "text/csv", `${rows.join("\r\n")}\r\n`);
  }

  /** Only the diary, not the plan. */
  function printed() {
    document.body.classList.add("prints-diary");
    print();
    document.body.classList.remove("prints-diary");
  }

  /** @param {{ currentTarget: EventTarget | null }} event */
  function remove({ currentTarget }) {
    const button = /** @type {HTMLElement} */ (currentTarget);
    if (!sure) {
      button.textContent = say("delete_sure");
      sure = setTimeout(calm, 6000, button);
      return;
    }
    calm(button);
    device.set(NAME, null);
    tell(say("deleted"));
    show();
    find("[data-sheet-title]").focus();
  }

  /** @param {HTMLElement} button */
  function calm(button) {
    clearTimeout(sure);
    sure = 0;
    button.textContent = say("delete");
  }

  self.plans.diary = { prepare, show, save };
})();
