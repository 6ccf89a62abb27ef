// A file for the reader's own calendar, made here. It names no exercise and no link: calendars are often shared.

(() => {
  "use strict";

  const { say, find, tell, giveFile } = self.plans;
  const DAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

  function prepare() {
    find("[data-reminder]").addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const chosen = new FormData(/** @type {HTMLFormElement} */ (event.target));
      const days = chosen.getAll("day").map(Number);
      if (!days.length) return tell(say("reminder_days"));
      giveFile("exercises.ics", "text/calendar", calendar(String(chosen.get("time") || "09:00"), days, new Date()));
      tell(say("reminder_made"));
    });
  }

  /** Each week on these days (0 is Sunday) at a time such as 09:00, for a year. @param {string} time @param {number[]} days @param {Date} now */
  function calendar(time, days, now) {
    const [hours, minutes] = time.split(":").map(Number);
    const first = firstOf(days, hours, minutes, now);
    const ends = new Date(first.getTime() + 15 * 60_000);
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//exercise handbook//plans 1//EN",
      "BEGIN:VEVENT",
      `UID:${crypto.getRandomValues(new Uint32Array(4)).join("-")}`,
      `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`,
      `DTSTART:${local(first)}`,
      `DTEND:${local(ends)}`,
      `RRULE:FREQ=WEEKLY;COUNT=${days.length * 52};BYDAY=${days.map((day) => DAYS[day]).join(",")}`,
      `SUMMARY:${escaped(say("reminder_title"))}`,
      "CLASS:PRIVATE",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(say("reminder_title"))}`,
      "TRIGGER:PT0M",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
    ];
    return `${lines.join("\r\n")}\r\n`;
  }

  /** The first of these days whose time is yet to come. @param {number[]} days @param {number} hours @param {number} minutes @param {Date} now */
  function firstOf(days, hours, minutes, now) {
    const candidates = Array.from(
      { length: 8 },
      (_, by) => new Date(now.getFullYear(), now.getMonth(), now.getDate() + by, hours, minutes),
    );
    return /** @type {Date} */ (candidates.find((day) => days.includes(day.getDay()) && day > now));
  }

  /** The reader's own time, wherever the reader goes. @param {Date} day */
  function local(day) {
    const two = (/** @type {number} */ part) => String(part).padStart(2, "0");
    return `${day.getFullYear()}${two(day.getMonth() + 1)}${two(day.getDate())}T${two(day.getHours())}${two(day.getMinutes())}00`;
  }

  /** @param {string} words */
  const escaped = (words) => words.replace(/[\\;,]/g, "\\$&");

  self.plans.reminders = { prepare };
})();
