// What a plan means with this library: its exercises, their doses, how long it takes, how that is said, and the row of
// moments that the player leads through. No page, no clock.
//
// A clinician may ask for more than the library builds up to, and is told; only the limits of the types are hard.

(() => {
  "use strict";

  const { say, written, spanSlots, listed } = self.plans;
  const NUMBERS = /** @type {const} */ (["sets", "repetitions", "hold_seconds"]);
  const WEEK = 7;

  /** Each part of a plan that the library has, and the names of those that are gone. @param {{ items: any[] }} plan @param {PlanLibrary} library */
  function meaning(plan, library) {
    const parts = [];
    const gone = [];
    for (const item of plan.items) {
      const exercise = library.byCode.get(item.code);
      if (exercise) parts.push(part(exercise, item, library.limits));
      else gone.push(library.gone[item.code] ?? say("gone_unknown"));
    }
    return { parts, gone };
  }

  /** An exercise and its dose in a plan: what the plan leaves open is the library's. @param {any} exercise @param {any} item @param {any} limits */
  function part(exercise, item, limits) {
    const dose = { days_a_week: WEEK, ...exercise.dose };
    for (const name of NUMBERS) if (Number.isInteger(item[name])) dose[name] = within(item[name], limits[name]);
    if (item.times_a_day) {
      const { first, last } = item.times_a_day;
      dose.times_a_day = { first: within(first, limits.times_a_day), last: within(last, limits.times_a_day) };
    }
    if (Number.isInteger(item.days_a_week)) dose.days_a_week = within(item.days_a_week, limits.days_a_week);
    return { exercise, dose, side: exercise.sides === "none" ? "" : (item.side ?? "") };
  }

  /** @param {number} value @param {{from: number, to: number}} limits */
  const within = (value, { from, to }) => Math.min(Math.max(Math.round(value) || from, from), to);

  /** What is asked for beyond what the library builds up to: each number's name, and the most. @param {PlanPart} one */
  function beyond({ exercise, dose }) {
    const over = NUMBERS.filter((name) => dose[name] > exercise.most[name]).map((name) => ({
      name,
      most: exercise.most[name],
    }));
    const day = exercise.dose.times_a_day;
    const often =
      day && dose.times_a_day && dose.times_a_day.last > day.last ? [{ name: "times_a_day", most: day.last }] : [];
    return [...over, ...often];
  }

  /** What is asked for beyond that, in words: a label that has the numbers in it; "" where nothing is. @param {PlanPart} one @param {string} label */
  function beyondInWords(one, label) {
    const numbers = beyond(one).map(({ name, most }) => say(`most_${name}`, { n: most }));
    return numbers.length ? say(label, { numbers: listed(numbers) }) : "";
  }

  /** Every number is written out, so that a plan stays what it was when the library's own dose changes. @param {PlanPart} one */
  function itemOf({ exercise, dose, side }) {
    return { code: exercise.code, ...dose, side };
  }

  // --- how long: as duration.py works it out

  /** @param {PlanPart} one */
  const sidesDone = ({ exercise, side }) => (exercise.sides === "none" || side ? 1 : 2);

  /** @param {PlanPart} one @param {any} pace */
  function partSeconds(one, pace) {
    const times = one.dose.repetitions * one.dose.sets * sidesDone(one);
    return times * (pace.moving + one.dose.hold_seconds) + (times - 1) * pace.resting;
  }

  /** @param {PlanPart[]} parts @param {PlanLibrary} library */
  function planSeconds(parts, { pace, positions }) {
    let seconds = parts.some(({ exercise }) => positions[exercise.position].floor) ? pace.floor : 0;
    parts.forEach((one, place) => {
      seconds += partSeconds(one, pace);
      if (place === 0) return;
      seconds += pace.changing + (turns(parts, place) ? pace.turning : 0);
    });
    return seconds;
  }

  /** Whether an exercise has another position than the one before. @param {PlanPart[]} parts @param {number} place */
  const turns = (parts, place) => place > 0 && parts[place - 1].exercise.position !== parts[place].exercise.position;

  /** @param {number} seconds */
  const minutes = (seconds) => Math.max(1, Math.round(seconds / 60));

  // --- how it is said: as instructions.py says it

  /** Words of the data with the dose's own numbers in them. @param {string} words @param {any} dose */
  const told = (words, dose) =>
    words
      .replaceAll("{hold}", say("seconds", { n: dose.hold_seconds }))
      .replaceAll("{times}", say("times", { n: dose.repetitions }));

  /** 2 rounds of 5 times each side. @param {PlanPart} one */
  function howOften({ exercise, dose, side }) {
    const sided = exercise.sides !== "none" && !side;
    const times = say(sided ? "times_each_side" : "times", { n: dose.repetitions });
    return dose.sets > 1 ? say("rounds", { n: dose.sets, times }) : times;
  }

  /** The dose in a line. @param {PlanPart} one */
  function doseLine(one) {
    const { dose, side } = one;
    return [
      dose.hold_seconds ? say("hold_seconds", { n: dose.hold_seconds }) : "",
      say("full_stop", { words: howOften(one) }),
      side ? say(`${side}_only`) : "",
      dose.times_a_day ? say("full_stop", { words: say("times_a_day", spanSlots(dose.times_a_day)) }) : "",
      dose.days_a_week < WEEK ? say("days_a_week", { n: dose.days_a_week }) : "",
    ]
      .filter(Boolean)
      .join(" ");
  }

  /** The dose, a number each: what it is, and how much. @param {PlanPart} one @returns {[string, string][]} */
  function doseRows(one) {
    const { dose } = one;
    return /** @type {[string, string][]} */ (
      [
        dose.hold_seconds && [say("hold_for"), say("seconds", { n: dose.hold_seconds })],
        [say("do_it"), howOften(one)],
        dose.times_a_day && [say("each_day"), say("in_a_day", spanSlots(dose.times_a_day))],
        dose.days_a_week < WEEK && [say("field_days_a_week"), written(dose.days_a_week)],
      ].filter(Boolean)
    );
  }

  /** When to change from one side to the other, or on which one to do it. @param {PlanPart} one */
  const sidesLine = ({ exercise, side }) =>
    side ? say(`${side}_only`) : exercise.sides === "none" ? "" : say(`sides_${exercise.sides}`);

  // --- the player's moments: each has a kind, seconds, and where it belongs

  /** @param {PlanPart[]} parts @param {PlanLibrary} library */
  function moments(parts, { pace }) {
    return parts.flatMap((one, place) => {
      const seconds = pace.changing + (turns(parts, place) ? pace.turning : 0);
      return [{ kind: "ready", seconds, place }, ...work(one, place, pace)];
    });
  }

  /** @param {PlanPart} one @param {number} place @param {any} pace */
  function work(one, place, pace) {
    const each = pace.moving / 2;
    const row = repetitions(one);
    return row.flatMap((turn, number) => {
      const at = { ...turn, place };
      const before = row[number - 1];
      const rest = before ? [{ kind: between(before, turn), seconds: pace.resting, ...at }] : [];
      const hold = one.dose.hold_seconds ? [{ kind: "hold", seconds: one.dose.hold_seconds, ...at }] : [];
      return [
        ...rest,
        { kind: "move", seconds: each, ...at },
        ...hold,
        { kind: "back", seconds: pace.moving - each, ...at },
      ];
    });
  }

  /** @param {any} before @param {any} turn */
  function between(before, turn) {
    if (before.round !== turn.round) return "next_round";
    return before.side === turn.side ? "rest" : "change_sides";
  }

  /** Each repetition in the order it is done: all on one side first, or taking turns. @param {PlanPart} one */
  function repetitions({ exercise, dose, side }) {
    const both = exercise.sides === "none" ? [""] : ["first_side", "other_side"];
    const sides = side ? [`${side}_side`] : both;
    const count = (/** @type {number} */ length) => Array.from({ length }, (_, number) => number + 1);
    return count(dose.sets).flatMap((round) =>
      exercise.sides === "alternate"
        ? count(dose.repetitions).flatMap((time) => sides.map((at) => ({ round, time, side: at })))
        : sides.flatMap((at) => count(dose.repetitions).map((time) => ({ round, time, side: at }))),
    );
  }

  /**
   * Which steps are done in which kind of moment, from one up to but not with another: the hold says its seconds, what
   * stands before it is the movement, what stands behind it the way back. Without a hold the picture of the end says it.
   * @param {{ steps_with_blanks: string[], figures: any[] }} exercise @returns {Record<string, {from: number, to: number}>}
   */
  function phases({ steps_with_blanks: steps, figures }) {
    const hold = steps.findIndex((step) => step.includes("{hold}"));
    const ends = figures.find(({ shows }) => shows === "end")?.steps?.to ?? steps.length;
    const lifted = hold < 0 ? ends : hold;
    const back = hold < 0 ? ends : hold + 1;
    return { move: { from: 0, to: lifted }, hold: { from: lifted, to: back }, back: { from: back, to: steps.length } };
  }

  self.plans.dosing = {
    phases,
    meaning,
    part,
    within,
    beyond,
    beyondInWords,
    itemOf,
    planSeconds,
    minutes,
    told,
    doseLine,
    doseRows,
    sidesLine,
    moments,
    repetitions,
    NUMBERS,
    WEEK,
  };
})();
