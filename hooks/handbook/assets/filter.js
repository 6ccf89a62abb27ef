// Filters work by styles alone; this keeps the choice in the address and says how many are left.

(() => {
  "use strict";

  const form = document.querySelector("[data-filters]");
  const count = form.querySelector("[data-count]");
  const cards = document.querySelectorAll(".card");

  const asked = new URLSearchParams(location.search);
  for (const input of form.elements) {
    if (input.value && asked.get(input.name) === input.value) input.checked = true;
  }
  form.addEventListener("change", () => {
    history.replaceState(null, "", address());
    say();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", say); // going back, a browser restores the choice after scripts have run

  function address() {
    const chosen = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    return `${location.pathname}${chosen.size ? `?${chosen}` : ""}${location.hash}`;
  }

  function say() {
    const left = [...cards].filter((card) => getComputedStyle(card).display !== "none").length;
    const { one, many, none } = count.dataset;
    count.textContent = left === 0 ? none : left === 1 ? one : many.replace("#", left);
  }
})();
