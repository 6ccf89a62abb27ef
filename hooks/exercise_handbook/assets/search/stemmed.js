// A language that Snowball stems, as the search understands it: self.searchWith has its stemmer and its small words.

(() => {
  "use strict";

  const { Stemmer, small } = self.searchWith;
  const words = new Set(small.split(" "));
  const stemmer = Stemmer && new Stemmer();

  self.searchLanguage = {
    small: (word) => words.has(word),
    stem: (word) => (stemmer ? stemmer.stem(word) : word),
  };
})();
