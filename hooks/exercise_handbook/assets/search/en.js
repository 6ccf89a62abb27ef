// English, as the search understands it. Another language needs another file like this one, and nothing else.

(() => {
  "use strict";

  const SMALL = new Set(
    (
      "a an and are as at be by can do does for from how i in into is it me my of on or our should that the their " +
      "this to we what when where which while with you your"
    ).split(" "),
  );

  /** Endings, in this order: what is left is the same for bridge, bridges and bridging. It need not be a word.
   *  @type {[RegExp, string][]} */
  const ENDINGS = [
    [/ies$/, "y"],
    [/lves$/, "lf"],
    [/(ss|x|z|ch|sh)es$/, "$1"],
    [/([^aeious]|[aeo])s$/, "$1"],
    [/([st])ion$/, "$1"],
    [/^(.*[aeiouy].*..|[^aeiouy]*[aeiouy][^aeiouy]+)(ing|ed)$/, "$1"],
    [/([bdfgmnprt])\1$/, "$1"],
    [/([^aeiou])e$/, "$1"],
  ];

  self.searchLanguage = {
    // Whether a word says nothing of what is looked for.
    small: (word) => SMALL.has(word),
    stem: (word) =>
      ENDINGS.reduce((left, [ending, instead]) => (left.length > 2 ? left.replace(ending, instead) : left), word),
  };
})();
