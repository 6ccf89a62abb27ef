// The addresses of all links that are shown.
() => [...document.querySelectorAll("a[href]")].filter(shown).map((link) => link.href);
