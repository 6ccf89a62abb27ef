// The names of all that a site keeps in a browser, but for the reader's own choice of theme.
async () => {
  const stores = { localStorage, sessionStorage };
  const found = Object.entries(stores).flatMap(([name, store]) => Object.keys(store).map((key) => [name, key]));
  for (const { name } of await indexedDB.databases()) found.push(["indexedDB", name]);
  return found
    .filter(([name, key]) => name !== "localStorage" || key !== "theme")
    .map(([name, key]) => [`${name}: ${key}`, "is kept in the reader's browser: keep nothing but the theme"]);
};
