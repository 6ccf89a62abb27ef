// Filters work by styles alone; this does the same faster, keeps the choice in the address and says how many are left.

(() => {
  "use strict";

  const form = document.querySelector("[data-filters]");
  const count = form.querySelector("[data-count]");
  const cards = [...document.querySelectorAll(".card")].map((card) => ({
    card,
    purposes: card.dataset.purposes.split(" ").map((purpose) => purpose.split("/")),
    position: card.dataset.position,
  }));
  const groups = document.querySelectorAll("[data-group]");

  const asked = new URLSearchParams(location.search);
  for (const input of form.elements) {
    if (input.value && asked.get(input.name) === input.value) input.checked = true;
  }
  form.dataset.byScript = ""; // the styles leave it to us
  form.addEventListener("change", () => {
    history.replaceState(null, "", address());
    choose();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", choose); // going back, a browser restores the choice after scripts have run

  function address() {
    const chosen = String(new URLSearchParams([...new FormData(form)].filter(([, value]) => value)));
    return `${location.pathname}${chosen && `?${chosen}`}${location.hash}`;
  }

  // Nothing is asked of styles or layout here: among a thousand cards each such question would lay out the page anew.
  function choose() {
    const { kind = "", area = "", position = "" } = Object.fromEntries(new FormData(form));
    const serves = ([does, where]) => (!kind || kind === does) && (!area || area === where);
    let left = 0;
    for (const { card, purposes, position: taken } of cards) {
      const shown = (!position || position === taken) && purposes.some(serves);
      if (card.hidden === shown) card.hidden = !shown;
      left += shown;
    }
    for (const group of groups) group.hidden = !group.querySelector(".card:not([hidden])");
    const { one, many, none } = count.dataset;
    count.textContent = left === 0 ? none : left === 1 ? one : many.replace("#", left);
  }
})();
