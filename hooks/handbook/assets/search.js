// Search: fetched when it is first opened, after its rows and MiniSearch.

(() => {
  "use strict";

  const site = new URL(document.querySelector("[data-search-open]").dataset.searchOpen, location);
  const dialog = document.querySelector("#search");
  const words = dialog.querySelector("input");
  const count = dialog.querySelector(".search-count");
  const list = dialog.querySelector(".search-results");
  const reviewed = { good: list.dataset.good, "run out": list.dataset.runOut };
  const index = rows();

  words.addEventListener("input", show);
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.focus();
  });

  show(); // of what was typed while this was on its way

  function rows() {
    const mini = new MiniSearch({
      idField: "at",
      fields: ["name", "plain", "also", "for"],
      storeFields: ["name", "plain", "review"],
      searchOptions: {
        boost: { name: 4, also: 3, plain: 2 },
        combineWith: "AND",
        prefix: true,
      },
    });
    mini.addAll(searchRows);
    return mini;
  }

  // Words as they are first; only when nothing is found, with one letter wrong, then two.
  function look() {
    for (const wrong of [0, 1, 2]) {
      const found = index.search(words.value, { fuzzy: (term) => term.length > 3 && wrong });
      if (found.length) return found.slice(0, 12);
    }
    return [];
  }

  function show() {
    const found = look();
    list.replaceChildren(...found.map(line));
    count.textContent = words.value.trim() ? said(found.length) : "";
  }

  function said(number) {
    if (number === 0) return count.dataset.none;
    return number === 1 ? count.dataset.one : count.dataset.many.replace("#", number);
  }

  // Built node by node: a name from the data is never read as HTML.
  function line({ id, name, plain, review }) {
    const link = document.createElement("a");
    const item = document.createElement("li");
    const more = document.createElement("span");
    link.href = new URL(id, site);
    link.textContent = name;
    more.textContent = [plain, reviewed[review]].filter(Boolean).join(". ");
    item.append(link, more);
    return item;
  }
})();
