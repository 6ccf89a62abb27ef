// A long list in folds: opens the one that the address asks for, and all of them for paper.

(() => {
  "use strict";

  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = document.querySelectorAll(".shelf");

  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => folds.forEach((fold) => (fold.open = true)));
  open();

  function open() {
    const asked = document.getElementById(location.hash.slice(1));
    const fold = asked?.closest("details.shelf");
    if (!fold) return;
    fold.setAttribute("open", "");
    asked?.scrollIntoView();
  }
})();
