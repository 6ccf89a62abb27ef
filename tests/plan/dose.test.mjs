// What a plan means: held to what the pages say and to how long routines take there. HANDBOOK_SITE is a built site.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loaded } from "./parts.mjs";

const site = process.env.HANDBOOK_SITE;
const json = (at) => JSON.parse(readFileSync(`${site}/${at}`, "utf8"));
const page = readFileSync(`${site}/plan/index.html`, "utf8");
const words = JSON.parse(/<script type="application\/json" data-plan-words>(.*?)<\/script>/s.exec(page)[1]);
const { codec, dosing } = loaded(["codec", "words", "dose"], words);
const whole = json("api/v1/library.json");
const list = json("plan/exercises.json");
const library = {
  ...list,
  byCode: new Map(list.exercises.flatMap((one) => [one.code, ...one.was].map((code) => [code, one]))),
  bySlug: new Map(list.exercises.map((one) => [one.slug, one])),
};
const parts = (routine) => routine.exercises.map(({ exercise, ...dose }) => dosing.part(library.bySlug.get(exercise), dose, library.limits));
const part = (one, item) => dosing.part(one, item, library.limits);

test("a routine takes as long here as where its page is made", () => {
  for (const routine of whole.routines) assert.equal(dosing.planSeconds(parts(routine), library), routine.seconds, routine.slug);
});

test("the player's moments take as long as the plan says, but for the floor", () => {
  for (const routine of whole.routines) {
    const all = parts(routine);
    const seconds = dosing.moments(all, library).reduce((sum, moment) => sum + moment.seconds, 0);
    const down = all.some(({ exercise }) => library.positions[exercise.position].floor) ? library.pace.floor : 0;
    assert.equal(seconds - library.pace.changing + down, routine.seconds); // the first needs no change
  }
});

test("a dose and each step are said as the pages say them", () => {
  for (const exercise of whole.exercises) {
    const one = part(library.bySlug.get(exercise.slug), {});
    assert.equal(dosing.doseLine(one), exercise.dose.in_words);
    assert.deepEqual(exercise.steps_with_blanks.map((step) => dosing.told(step, one.dose)), exercise.steps);
  }
});

test("each step of an exercise belongs to one kind of moment, in order", () => {
  for (const exercise of whole.exercises) {
    const { move, hold, back } = dosing.phases(exercise);
    assert.deepEqual([move.from, move.to, hold.to, back.to], [0, hold.from, back.from, exercise.steps.length], exercise.slug);
    assert.ok(move.to > 0, exercise.slug);
    if (exercise.dose.hold_seconds) assert.equal(hold.to - hold.from, 1, exercise.slug);
  }
});

test("a clinician's numbers are kept, also beyond what the library builds up to, and that is told", () => {
  for (const one of list.exercises) {
    const asked = part(one, { sets: 90, repetitions: 90, hold_seconds: 290, times_a_day: { first: 8, last: 9 } });
    assert.deepEqual([asked.dose.sets, asked.dose.repetitions, asked.dose.hold_seconds], [90, 90, 290]);
    assert.ok(dosing.beyond(asked).length >= 3);
    assert.deepEqual(dosing.beyond(part(one, {})), []);
  }
});

test("what no dose can be is brought within the limits of the types when a link is opened", () => {
  const asked = part(list.exercises[0], { sets: 0, repetitions: 4000, hold_seconds: 4000, times_a_day: { first: 0, last: 4000 }, days_a_week: 9 });
  assert.deepEqual(asked.dose, { sets: 1, repetitions: 100, hold_seconds: 300, times_a_day: { first: 1, last: 100 }, days_a_week: 7 });
});

test("a plan keeps its numbers when the library's own dose changes", () => {
  const before = parts(whole.routines[0]);
  const link = codec.write({ items: before.map(dosing.itemOf) });
  const changed = { ...library, byCode: new Map([...library.byCode].map(([code, one]) => [code, { ...one, dose: { sets: 9, repetitions: 9, hold_seconds: 9 } }])) };
  const { parts: after } = dosing.meaning(codec.read(link).plan, changed);
  const numbers = ({ dose }) => [dose.sets, dose.repetitions, dose.hold_seconds];
  assert.deepEqual(after.map(numbers), before.map(numbers));
});

test("an exercise that was renamed is found, one that is gone is named, and the rest is kept", () => {
  const [one, two, three] = list.exercises;
  const renamed = { ...one, slug: "new-name", code: codec.codeOf("new-name") };
  const later = { ...library, byCode: new Map([[one.code, renamed], [three.code, three]]), gone: { [two.code]: "old name" } };
  const { parts: found, gone } = dosing.meaning({ items: [one, two, three, { code: "ZZZZ" }] }, later);
  assert.deepEqual(found.map(({ exercise }) => exercise.slug), ["new-name", three.slug]);
  assert.deepEqual(gone, ["old name", words.gone_unknown]);
});

test("sides are done in the order that the exercise says", () => {
  const order = (sides, side = "") => dosing.repetitions({ exercise: { sides }, dose: { sets: 1, repetitions: 2 }, side }).map((turn) => turn.side);
  assert.deepEqual(order("alternate"), ["first_side", "other_side", "first_side", "other_side"]);
  assert.deepEqual(order("each"), ["first_side", "first_side", "other_side", "other_side"]);
  assert.deepEqual(order("each", "left"), ["left_side", "left_side"]);
  assert.deepEqual(order("none"), ["", ""]);
});
