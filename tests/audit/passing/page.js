const button = document.querySelector("[data-search-open]");
button.hidden = false;
button.addEventListener("click", async () => (await import("./search.js")).open());
