// What stylelint asks of our styles: its standard, apart from what follows, and what older browsers need.

export default {
  extends: ["stylelint-config-standard", "./older_browsers/stylelint.config.mjs"],
  rules: {
    "custom-property-empty-line-before": null, // groups of them are set apart by one
    "media-feature-range-notation": "prefix", // the other way is younger than the browsers we promise
    "no-descending-specificity": null, // what belongs to one part stands together; no rule relies on its place alone
    "property-no-vendor-prefix": [true, { ignoreProperties: ["text-size-adjust"] }], // all that Safari knows of it
    "selector-class-pattern": "^[a-z]+(-[a-z0-9]+)*(--[a-z]+)?$",
    "value-keyword-case": ["lower", { ignoreKeywords: ["Arial", "Helvetica", "Roboto"] }],
  },
};
