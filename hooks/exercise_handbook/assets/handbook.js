// What every page may need: light and dark, search, and the buttons to copy, share and print.
// Each control is hidden in the HTML and shown here, so a page without scripts shows none that does nothing.

(() => {
  "use strict";

  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const trust = self.trustedTypes?.createPolicy("handbook", {
    createScriptURL: (script) => script,
  });

  /** @type {NodeListOf<HTMLSourceElement>} */
  const written = document.querySelectorAll('source[media*="prefers-color-scheme"]');
  const sources = [...written];
  self.handbook = { load: fetched, trusted, followTheme, offline, shelf }; // for scripts of single pages
  self.counted = counted;
  self.inDigits = inDigits;
  const STAYED = 10_000; // milliseconds after which a reader has stayed: the network is free by then
  const { offline: keeper } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  /** @type {Promise<any> | null} */
  let keeping = null;
  addEventListener("load", () => setTimeout(keepPage, STAYED));

  theme();
  search();
  files();
  actions();
  copy();
  share();
  print();
  languages();

  // How many there are, in words: forms has a form for each plural category of the page's language, # in place of the number.
  function counted(/** @type {string} */ forms, /** @type {number} */ number) {
    const said = JSON.parse(forms);
    const form = new Intl.PluralRules(root.lang).select(number);
    return (said[form] ?? said.other).replace("#", inDigits(number));
  }

  // A number in the digits of the page's language.
  function inDigits(/** @type {number} */ number) {
    return number.toLocaleString(root.dataset.locale ?? root.lang);
  }

  function theme() {
    const button = document.querySelector("[data-theme-switch]");
    const show = () => {
      const words = button.querySelector(".tool-word");
      words.textContent = (isDark() ? words.dataset.light : words.dataset.dark) ?? "";
      sources.forEach(followTheme);
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      shelf("localStorage").set("theme", root.dataset.theme);
      show();
    });
    dark.addEventListener("change", show);
    show();
  }

  /** What is kept on this device; where storage is off, nothing is and nothing fails.
   *  @param {"localStorage" | "sessionStorage"} name */
  function shelf(name) {
    return {
      /** @param {string} key */
      get(key) {
        try {
          return self[name].getItem(key);
        } catch {
          return null;
        }
      },
      /** Whether it was kept; null forgets.
       *  @param {string} key
       *  @param {string | null} value */
      set(key, value) {
        try {
          if (value === null) self[name].removeItem(key);
          else self[name].setItem(key, value);
          return true;
        } catch {
          return false;
        }
      },
    };
  }

  /** Keep this page for where there is no signal. */
  function keepPage() {
    offline()?.then((one) => one.keep());
  }

  /** What keeps pages for where there is no signal, fetched once; null where that cannot be. */
  function offline() {
    if (!keeper || !navigator.serviceWorker || location.protocol === "file:") return null;
    keeping ??= fetched(keeper).then(() => self.handbook.keeper);
    return keeping;
  }

  /** Whether the page is dark: as the reader chose, else as the system has it. */
  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : dark.matches;
  }

  /** A picture's dark twin is shown by what the reader chose, from now on too.
   *  @param {HTMLSourceElement} source */
  function followTheme(source) {
    source.media = isDark() ? "screen" : "not all";
    if (!sources.includes(source)) sources.push(source);
  }

  function search() {
    const open = document.querySelector("[data-search-open]");
    /** @type {HTMLDialogElement} */
    const dialog = document.querySelector("#search");
    let asked = false;
    const show = () => {
      dialog.showModal();
      dialog.querySelector("input").select();
      if (!asked) load(String(open.dataset.scripts).split(" "), () => (asked = false));
      asked = true;
    };
    open.hidden = false;
    open.addEventListener("click", show);
    document.addEventListener("keydown", (event) => {
      const typing = element(event).closest("input, select, textarea, dialog");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      show();
    });
    dialog.querySelector("[data-search-close]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("keydown", ({ key }) => key === "Escape" && dialog.close()); // not only empty the box first
  }

  /** Fetch scripts that this page names, and run them in that order.
   *  @param {string[]} addresses
   *  @param {() => void} fail */
  function load(addresses, fail) {
    return addresses.map((one) => {
      const script = document.createElement("script");
      script.src = trusted(one);
      script.async = false;
      script.addEventListener("error", fail);
      document.head.append(script);
      return script;
    });
  }

  /** An address of ours, as the page's policy lets scripts have it.
   *  @param {string} one */
  function trusted(one) {
    return trust ? trust.createScriptURL(one) : one;
  }

  /** Fetch a script and run it.
   *  @param {string} one
   *  @returns {Promise<unknown>} */
  function fetched(one) {
    return new Promise((done, fail) => load([one], fail)[0].addEventListener("load", done));
  }

  // Opened as files, an address such as safety/ would show a folder.
  function files() {
    if (location.protocol !== "file:") return;
    /** @param {Event} event */
    const whole = (event) => {
      /** @type {HTMLAnchorElement | null} */
      const link = element(event).closest("a[href]");
      if (link?.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
    };
    for (const press of ["click", "auxclick"]) document.addEventListener(press, whole);
  }

  // Of what opens under a title one is open at a time; Escape closes it, and so does going on to what it covers.
  function actions() {
    /** @type {NodeListOf<HTMLDetailsElement>} */
    const all = document.querySelectorAll("[data-action]");
    for (const one of all) {
      one.addEventListener("toggle", () => {
        if (one.open) for (const other of all) if (other !== one) other.open = false;
      });
      one.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget instanceof Node && !one.contains(relatedTarget)) one.open = false;
      });
      one.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape") return;
        one.open = false;
        one.querySelector("summary").focus();
      });
    }
  }

  function copy() {
    for (const button of shown("[data-copy-text], [data-copy-link]", navigator.clipboard)) {
      const { copyText = address(), copyLink, done = "" } = button.dataset;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(copyText);
        document.querySelector("[data-said]").textContent = done;
        if (copyLink !== undefined) button.textContent = done;
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

  // Another language opens at the same place: at the same part of the page, with the same plan.
  function languages() {
    for (const link of document.querySelectorAll("a[data-language]")) {
      link.addEventListener("click", () => {
        /** @type {HTMLAnchorElement} */ (link).hash = location.hash;
      });
    }
  }

  /** Show the buttons that this browser can serve.
   *  @param {string} selector
   *  @param {unknown} able */
  function shown(selector, able) {
    const buttons = able ? [...document.querySelectorAll(selector)] : [];
    for (const button of buttons) button.hidden = false;
    return buttons;
  }

  /** The element an event is about.
   *  @param {Event} event */
  function element({ target }) {
    return /** @type {Element} */ (target);
  }

  // The page's address for good, whatever server or path it was opened from.
  function address() {
    /** @type {HTMLLinkElement} */
    const link = document.querySelector('link[rel="canonical"]');
    return link.href;
  }
})();
