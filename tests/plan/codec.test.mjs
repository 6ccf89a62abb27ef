// The codec of plans by properties, and the links of version 1 that have been given out.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { loaded } from "./parts.mjs";

const require = createRequire(new URL("../../tools/audit/package.json", import.meta.url));
const fc = require("fast-check");
fc.configureGlobal({ seed: 20_261_126 }); // the same examples each time
const { codec } = loaded(["codec"]);
const vectors = JSON.parse(readFileSync(new URL("v1.json", import.meta.url), "utf8"));
const PLANS = 10_000;
const HOSTILE = 100_000;

const digit = fc.constantFrom(...codec.DIGITS);
const number = fc.integer({ min: 0, max: codec.MOST.number });
const span = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 })).map(([first, more]) => ({ first, last: first + more }));
const optional = { requiredKeys: ["code"] };
const item = fc
  .record(
    {
      code: fc.array(digit, { minLength: 4, maxLength: 4 }).map((digits) => digits.join("")),
      sets: number,
      repetitions: number,
      hold_seconds: number,
      often: fc.record({ times_a_day: span, days_a_week: fc.integer({ min: 1, max: 7 }) }),
      side: fc.constantFrom("left", "right"),
    },
    optional,
  )
  .map(({ often, ...rest }) => ({ ...rest, ...often }));
const words = (most, lines) => fc.string({ unit: "grapheme", maxLength: 80 }).map((text) => codec.plain(text, most, lines));
const plan = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 40 }),
  title: words(codec.MOST.title, false),
  note: words(codec.MOST.note, true),
});

const said = ({ title, note, ...rest }) => ({ ...rest, ...(title && { title }), ...(note && { note }) });

test(`${PLANS} plans come back as they were written`, () => {
  fc.assert(
    fc.property(plan, (one) => {
      const { plan: found, unknown, problem } = codec.read(codec.write(one));
      assert.deepEqual({ found, unknown, problem }, { found: said(one), unknown: false, problem: undefined });
    }),
    { numRuns: PLANS },
  );
});

test(`${HOSTILE} hostile fragments do no harm: nothing is thrown, and what is read is within its limits`, () => {
  const spoilt = fc.tuple(plan, fc.nat(), fc.nat(), fc.string({ maxLength: 6 })).map(([one, at, many, other]) => {
    const link = codec.write(one);
    const from = at % link.length;
    return link.slice(0, from) + other + link.slice(from + (many % 4));
  });
  const digits = fc.array(digit, { maxLength: 200 }).map((all) => `1.${all.join("")}`);
  const sealed = fc.array(digit, { maxLength: 60 }).map((all) => `1.${all.join("")}${codec.checkOf(all.join(""))}`);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary", maxLength: 300 }), spoilt, digits, sealed), (given) => {
      const { plan: found, problem } = codec.find(given);
      if (found) within(found);
      else assert.match(problem, /^(none|cut|damaged|newer)$/);
    }),
    { numRuns: HOSTILE },
  );
});

function within(found) {
  assert.ok(found.items.length >= 1 && found.items.length <= codec.MOST.exercises);
  assert.ok([...(found.title ?? "")].length <= codec.MOST.title && [...(found.note ?? "")].length <= codec.MOST.note);
  assert.doesNotMatch(`${found.title ?? ""}${found.note ?? ""}`, /[\u0000-\u0009\u202a-\u202e\u2066-\u2069]/);
  for (const { code, sets = 0, repetitions = 0, hold_seconds: hold = 0 } of found.items) {
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const value of [sets, repetitions, hold]) assert.ok(Number.isInteger(value) && value >= 0 && value <= codec.MOST.number);
  }
}

test("a link that was cut anywhere is told as cut, and never opens as a smaller plan", () => {
  fc.assert(
    fc.property(plan, fc.nat(), (one, at) => {
      const link = codec.write(one);
      assert.equal(codec.read(link.slice(0, 2 + (at % (link.length - 2)))).problem, "cut");
    }),
  );
});

test("ten exercises with doses of their own fit into 120 characters, # included", () => {
  const dose = {
    sets: fc.integer({ min: 1, max: 10 }),
    repetitions: fc.integer({ min: 1, max: 23 }),
    hold_seconds: fc.integer({ min: 0, max: 240 }),
    times_a_day: fc.constantFrom({ first: 1, last: 1 }, { first: 1, last: 3 }, { first: 3, last: 3 }),
    days_a_week: fc.integer({ min: 1, max: 7 }),
  };
  const ten = fc.array(fc.record({ code: fc.constant("D74B"), ...dose }), { minLength: 10, maxLength: 10 });
  fc.assert(fc.property(ten, (items) => assert.ok(codec.write({ items }).length + 1 <= 120)), { numRuns: 2000 });
});

for (const { why, plan: one, link } of vectors.plans) {
  test(`a link of version 1 means what it meant: ${why}`, () => {
    const days = ({ times_a_day: day, ...rest }) => ({ ...rest, ...(day && { times_a_day: day, days_a_week: rest.days_a_week ?? 7 }) });
    assert.deepEqual(codec.read(link).plan, { ...one, items: one.items.map(days) });
    assert.equal(codec.write(one), link);
  });
}
for (const { why, given, link } of vectors.travelled) {
  test(`a plan is found after its way: ${why}`, () => assert.equal(codec.find(given).written, link));
}
for (const { why, given, problem } of vectors.broken) {
  test(`what is no whole plan is told: ${why}`, () => assert.equal(codec.find(given).problem, problem));
}
for (const { why, given, unknown, codes } of vectors.from_later) {
  test(`an addition of a later day: ${why}`, () => {
    const found = codec.read(given);
    assert.deepEqual([found.unknown, found.plan.items.map(({ code }) => code)], [unknown, codes]);
  });
}
for (const [slug, code] of Object.entries(vectors.codes)) {
  test(`the code of ${slug.slice(0, 30)} stays`, () => assert.equal(codec.codeOf(slug), code));
}

test("a plan is found at the end of a long thread", () => {
  const { link } = vectors.plans[1];
  assert.equal(codec.find(`${"On Monday somebody wrote: > 1.5 hours, 12.50 pounds\r\n".repeat(400)}${link}`).written, link);
  assert.equal(codec.find("1.ABCDEFGH".repeat(100_000)).plan, undefined);
});
