// Filters. Without scripts styles do this; here it takes one look at each card, the choice is kept in the address, and
// it is said how many are left.

(() => {
  "use strict";

  /** So many need no letters to find one's way among them. */
  const FEW = 20;

  /** @type {HTMLFormElement} */
  const form = document.querySelector("[data-filters]");
  const count = form.querySelector("[data-count]");
  const reset = form.querySelector("[data-reset]");
  const groups = [...document.querySelectorAll("[data-group]")].map((group) => ({
    group,
    letter: document.querySelector(`.letters a[href="#${group.getAttribute("aria-labelledby")}"]`)?.parentElement,
    cards: [...group.querySelectorAll(".card")].map((card) => ({
      card,
      purposes: String(card.dataset.purposes)
        .split(" ")
        .map((purpose) => purpose.split("/")),
      position: card.dataset.position,
    })),
  }));

  const asked = new URLSearchParams(location.search);
  const cell = document.getElementById(`purpose-${asked.get("kind") ?? ""}-${asked.get("area") ?? ""}`);
  if (cell instanceof HTMLInputElement) cell.checked = true;
  for (const [name, value] of asked) {
    const control = form.querySelector(`#${CSS.escape(name)}-${CSS.escape(value)}`);
    if (control instanceof HTMLOptionElement) control.selected = true;
    else if (control instanceof HTMLInputElement) control.checked = true;
  }
  if (asked.has("kind") || asked.has("area")) form.querySelector("details")?.setAttribute("open", "");
  form.addEventListener("change", () => {
    history.replaceState(null, "", address());
    choose();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      history.replaceState(null, "", address());
      choose();
    }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", choose); // going back, a browser restores the choice after scripts have run

  /** What is chosen, by the name of its group. In the table of purposes one choice is both kind and area. */
  function choice() {
    const { purpose = "/", ...others } = Object.fromEntries(new FormData(form));
    const [kind, area] = String(purpose).split("/");
    return Object.entries({ kind, area, ...others }).filter(([, value]) => value);
  }

  /** The address of the page with what is chosen in it. */
  function address() {
    const chosen = String(new URLSearchParams(choice()));
    return `${location.pathname}${chosen && `?${chosen}`}${location.hash}`;
  }

  // Nothing is asked of styles or layout here: among a thousand cards each such question would lay out the page anew.
  function choose() {
    const { kind = "", area = "", position = "" } = Object.fromEntries(choice());
    /** @param {string[]} purpose */
    const serves = ([does, where]) => (!kind || kind === does) && (!area || area === where);
    let left = 0;
    for (const { group, letter, cards } of groups) {
      let here = 0;
      for (const { card, purposes, position: taken } of cards) {
        const shown = (!position || position === taken) && purposes.some(serves);
        if (card.hidden === shown) card.hidden = !shown;
        here += Number(shown);
      }
      group.hidden = !here;
      if (letter) letter.hidden = !here;
      group.style.setProperty("--lines", String(here)); // how high it will be, as long as it is not laid out
      left += here;
    }
    const { forms = "", none = "" } = count.dataset;
    form.parentElement?.classList.toggle("few", left <= FEW);
    reset.hidden = left > 0;
    count.textContent = left ? self.counted(forms, left) : none;
  }
})();
