// Letters of a long list. Where a letter stands is known only when the names around it are laid out, and that is done
// when they come near the screen: go there again until it stays.

(() => {
  "use strict";

  const FRAMES = 5;

  document.querySelector(".letters").addEventListener("click", () => requestAnimationFrame(go));
  addEventListener("hashchange", go);
  addEventListener("load", go);

  function go() {
    const heading = document.getElementById(location.hash.slice(1));
    if (heading?.closest(".group")) stay(heading, FRAMES);
  }

  /** @param {Element} heading
   *  @param {number} frames */
  function stay(heading, frames) {
    heading.scrollIntoView();
    if (frames) requestAnimationFrame(() => stay(heading, frames - 1));
  }
})();
