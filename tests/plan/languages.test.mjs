// What the scripts of plans say in the language of a site is what its pages say. HANDBOOK_SITE is a folder with both.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loaded } from "./parts.mjs";

const site = process.env.HANDBOOK_SITE;
const json = (at) => JSON.parse(readFileSync(`${site}/${at}`, "utf8"));
const page = readFileSync(`${site}/plan/index.html`, "utf8");
const words = JSON.parse(/<script type="application\/json" data-plan-words>(.*?)<\/script>/s.exec(page)[1]);
const [, lang, locale] = /<html lang="([^"]+)"(?:[^>]* data-locale="([^"]+)")?/.exec(page);
const { dosing } = loaded(["codec", "words", "dose"], words, lang, locale);
const list = json("plan/exercises.json");
const bySlug = new Map(list.exercises.map((one) => [one.slug, one]));

test("each dose is said as the pages say it, ranges and single numbers alike", () => {
  const said = json("api/v1/library.json").exercises.map(({ slug, dose }) => [slug, dose.in_words]);
  const told = said.map(([slug]) => [slug, dosing.doseLine(dosing.part(bySlug.get(slug), {}, list.limits))]);
  assert.deepEqual(told, said);
});
