// What styles use that a promised browser does not have. Everything that all engines had by the end of 2021 is older
// than the browsers in .browserslistrc; what is younger stands here, with what happens where it is missing.

const inAllPromised = {
  properties: ["color-scheme"],
  selectors: ["backdrop", "focus-visible"],
  units: ["dvh"],
  values: { "overflow-wrap": ["anywhere"] },
};

const missingHarmsNothing = {
  properties: [
    "contain-intrinsic-block-size", // as content-visibility
    "content-visibility", // a long list is laid out at once
    "hyphenate-limit-chars", // a word may be parted before its last letter
    "hyphens", // words are not parted
    "outline", // its corners are square
    "text-size-adjust", // Safari has it by its own name; others do not enlarge text
    "text-wrap", // lines of a heading differ in length
    "user-select", // a control may be marked as text
  ],
  selectors: [
    "dir", // in a language from right to left a drawing stands at the left
    "has", // a ring round the link instead of round its card; the filters are a script's
    "marker", // a number in the colour of the text
  ],
  units: ["lh"], // the line that counts takes its height only when it has words
  atRules: ["page"], // Safari prints with margins of its own
  values: {
    "break-after": ["avoid"], // a heading may stand at the foot of a sheet
    overflow: ["clip"], // a tint passes a round corner
  },
};

const both = (kind) => [...(inAllPromised[kind] ?? []), ...(missingHarmsNothing[kind] ?? [])];

export default {
  plugins: ["stylelint-plugin-use-baseline"],
  rules: {
    "plugin/use-baseline": [
      true,
      {
        available: 2021,
        ignoreProperties: {
          ...Object.fromEntries(both("properties").map((name) => [name, ["/./"]])),
          ...inAllPromised.values,
          ...missingHarmsNothing.values,
        },
        ignoreSelectors: both("selectors"),
        ignoreUnits: both("units"),
        ignoreAtRules: both("atRules"),
      },
    ],
  },
};
