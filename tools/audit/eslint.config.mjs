// What eslint asks of our scripts, beside what it recommends. Form is prettier's.

import js from "@eslint/js";
import globals from "globals";

const rules = {
  eqeqeq: "error",
  "no-empty": ["error", { allowEmptyCatch: true }],
  "no-implicit-globals": "error",
  "no-shadow": "error",
  "no-unused-vars": ["error", { args: "after-used" }],
  "no-var": "error",
  "object-shorthand": "error",
  "prefer-const": "error",
  "prefer-template": "error",
  // Pages run under a policy that forbids them, in some browsers without a word.
  "no-eval": "error",
  "no-new-func": "error",
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML"].map((property) => ({
      property,
      message: "Build nodes and set textContent: words from the data are never read as HTML.",
    })),
  ],
};

export default [
  { ignores: ["**/vendor/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  { rules },
  { files: ["**/*.js"], languageOptions: { sourceType: "script", globals: globals.browser } },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node } },
  {
    // One expression a file, with what common.js defines.
    files: ["tools/audit/in_the_page/*.js"],
    languageOptions: { globals: { atRest: "readonly", drawn: "readonly", shown: "readonly", where: "readonly" } },
    rules: { "no-implicit-globals": "off", "no-unused-vars": "off", "no-redeclare": "off" },
  },
];
