// The parts of the page of plans that need no page, as its script defines them, for tests in Node.

import { readFileSync } from "node:fs";

const ASSETS = new URL("../../hooks/exercise_handbook/assets/plan/", import.meta.url);

/** Run these files as a browser does; words are the labels that stand in the page, which is in a language. */
export function loaded(names, words = {}, lang = "en-GB", locale = undefined) {
  globalThis.self = globalThis;
  globalThis.document = {
    documentElement: { lang, dataset: { locale } },
    querySelector: () => ({ textContent: JSON.stringify(words) }),
  };
  for (const name of names) (0, eval)(readFileSync(new URL(`${name}.js`, ASSETS), "utf8"));
  return globalThis.plans;
}
