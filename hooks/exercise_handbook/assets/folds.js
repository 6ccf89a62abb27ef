// A long list in folds, all open for who has no scripts: closed here, but for the one that the address asks for.

(() => {
  "use strict";

  /** @type {NodeListOf<HTMLDetailsElement>} */
  const folds = document.querySelectorAll(".shelf");

  folds.forEach((fold) => (fold.open = false));
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
