// What a page lacks when scripts are off. Given: the addresses of the links that it shows with scripts.
(links) => {
  const found = [];
  const main = document.querySelector("main");
  if (!main || !shown(main) || !main.innerText.trim())
    found.push(["main", "says nothing without scripts: write it into the HTML"]);
  const nav = [...document.querySelectorAll("nav a[href]")].filter(shown);
  if (!nav.length) found.push(["nav", "no link of the navigation shows without scripts: write it into the HTML"]);
  for (const picture of document.querySelectorAll("img"))
    if (shown(picture) && picture.loading !== "lazy" && !picture.naturalWidth)
      found.push([where(picture), "the picture does not come without scripts: name its file in src"]);
  for (const button of document.querySelectorAll("button, [role=button]"))
    if (shown(button) && !button.form?.action)
      found.push([where(button), "does nothing without scripts: hide it until they run"]);
  const here = new Set([...document.querySelectorAll("a[href]")].filter(shown).map((link) => link.href));
  for (const link of new Set(links))
    if (!here.has(link))
      found.push([`a[href="${link}"]`, "the link is there only with scripts: write it into the HTML"]);
  return found;
};
