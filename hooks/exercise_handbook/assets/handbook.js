// What every page may need: light and dark, search, and the buttons to copy, share and print.
// Each control is hidden in the HTML and shown here, so a page without scripts shows none that does nothing.

(() => {
  "use strict";

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const trust = self.trustedTypes?.createPolicy("handbook", { createScriptURL: (address) => address });

  // For scripts of single pages; the policy is made once.
  const sources = [...document.querySelectorAll('source[media*="prefers-color-scheme"]')];
  self.handbook = { load: fetched, trusted, followTheme };

  theme();
  search();
  files();
  copy();
  share();
  print();

  function theme() {
    const button = document.querySelector("[data-theme-switch]");
    const show = () => {
      const words = button.querySelector(".tool-word");
      words.textContent = isDark() ? words.dataset.light : words.dataset.dark;
      sources.forEach(followTheme);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("theme", root.dataset.theme);
      } catch {
        // Storage is off: the choice holds for this page.
      }
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }

  // A picture's dark twin is shown by what the reader chose, from now on too.
  function followTheme(source) {
    source.media = isDark() ? "screen" : "not all";
    if (!sources.includes(source)) sources.push(source);
  }

  function trusted(address) {
    return trust ? trust.createScriptURL(address) : address;
  }

  function fetched(address) {
    return new Promise((done, fail) => load([address], fail).at(-1).addEventListener("load", done));
  }

  function search() {
    const open = document.querySelector("[data-search-open]");
    const dialog = document.querySelector("#search");
    let asked = false;
    const show = () => {
      dialog.showModal();
      dialog.querySelector("input").select();
      if (!asked) load(open.dataset.scripts.split(" "), () => (asked = false));
      asked = true;
    };
    open.hidden = false;
    open.addEventListener("click", show);
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, select, textarea, dialog");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show();
    });
    dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dialog.close()); // not only empty the box first
  }

  // Fetch scripts that this page names, and run them in that order.
  function load(addresses, fail) {
    return addresses.map((address) => {
      const script = document.createElement("script");
      script.src = trusted(address);
      script.async = false;
      script.addEventListener("error", fail);
      document.head.append(script);
      return script;
    });
  }

  // Opened as files, an address such as safety/ would show a folder.
  function files() {
    if (location.protocol !== "file:") return;
    const whole = ({ target }) => {
      const link = target.closest("a[href]");
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    };
    for (const press of ["click", "auxclick"]) document.addEventListener(press, whole);
  }

  function copy() {
    for (const button of shown("[data-copy-link]", navigator.clipboard)) {
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(address());
        document.querySelector("[data-said]").textContent = button.dataset.done;
        button.textContent = button.dataset.done;
      });
    }
  }

  function share() {
    for (const button of shown("[data-share]", navigator.share)) {
      button.addEventListener("click", () =>
        navigator.share({ title: document.title, url: address() }).catch(() => {}),
      );
    }
  }

  function print() {
    for (const button of shown("[data-print]", window.print)) {
      button.addEventListener("click", () => window.print());
    }
    if (location.hash === "#print") window.print();
  }

  // Show the buttons that this browser can serve.
  function shown(selector, able) {
    const buttons = able ? [...document.querySelectorAll(selector)] : [];
    for (const button of buttons) button.hidden = false;
    return buttons;
  }

  // The page's address for good, whatever server or path it was opened from.
  function address() {
    return document.querySelector('link[rel="canonical"]').href;
  }
})();
