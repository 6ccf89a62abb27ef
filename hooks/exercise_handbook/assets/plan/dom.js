// Small things that every part of the page of plans needs: elements, what is told to a screen reader, what is kept.

(() => {
  "use strict";

  const home = /** @type {HTMLElement} */ (document.querySelector("[data-plan]"));

  /** @param {string} selector @param {ParentNode} [within] @returns {any} */
  const find = (selector, within = home) => within.querySelector(selector);

  /**
   * Built node by node: words of a plan or of the library are never read as HTML.
   * @param {string} name @param {Record<string, string | number | boolean | null | undefined>} [attributes] without those that are null or false
   * @param {...(Node | string | null | undefined | false)} inside without what is null or false
   */
  function element(name, attributes = {}, ...inside) {
    return filled(document.createElement(name), attributes, inside);
  }

  /** @param {string} name @param {Record<string, string | number>} attributes @param {...Node} inside */
  function drawing(name, attributes, ...inside) {
    return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, inside);
  }

  /** @template {Element} Kind @param {Kind} made @param {Record<string, unknown>} attributes @param {unknown[]} inside */
  function filled(made, attributes, inside) {
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false)
        made.setAttribute(key, value === true ? "" : String(value));
    }
    made.append(
      .../** @type {(Node | string)[]} */ (inside.filter((one) => one !== null && one !== undefined && one !== false)),
    );
    return made;
  }

  /** A button that does something. @param {string} label @param {() => void} work @param {Record<string, any>} [more] */
  function button(label, work, more = {}) {
    const made = element("button", { type: "button", class: "button", ...more }, label);
    made.addEventListener("click", work);
    return made;
  }

  /** Told by screen readers; the same words twice are told twice. @param {string} told */
  function tell(told) {
    const said = find("[data-said]");
    said.textContent = "";
    setTimeout(() => (said.textContent = told), 50);
  }

  // What is kept on this device, each site on a host for itself; where storage is off, nothing is and nothing fails.
  const HOME_KEY = new URL(home.dataset.root ?? "", location.href).pathname;

  /** @param {Storage | undefined} shelf */
  function keeper(shelf) {
    return {
      /** @param {string} name */
      get(name) {
        try {
          return shelf?.getItem(`${name} ${HOME_KEY}`) ?? null;
        } catch {
          return null;
        }
      },
      /** Whether it was kept; null forgets. @param {string} name @param {string | null} value */
      set(name, value) {
        try {
          if (value === null) shelf?.removeItem(`${name} ${HOME_KEY}`);
          else shelf?.setItem(`${name} ${HOME_KEY}`, value);
          return Boolean(shelf);
        } catch {
          return false;
        }
      },
    };
  }

  /** @param {"localStorage" | "sessionStorage"} name */
  function storage(name) {
    try {
      return self[name];
    } catch {
      return undefined; // asking for it is refused where cookies are
    }
  }

  /** Give a file to the reader, made here. @param {string} name @param {string} kind @param {string} content */
  function giveFile(name, kind, content) {
    const address = URL.createObjectURL(new Blob([content], { type: kind }));
    Object.assign(document.createElement("a"), { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  Object.assign(self.plans, {
    home,
    find,
    element,
    drawing,
    button,
    tell,
    giveFile,
    device: keeper(storage("localStorage")),
    tab: keeper(storage("sessionStorage")),
  });
})();
