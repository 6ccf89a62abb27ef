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

  /** What is kept on this device, each site on a host for itself. @param {"localStorage" | "sessionStorage"} name */
  function keeper(name) {
    const shelf = self.handbook.shelf(name);
    const key = (/** @type {string} */ one) => `${one} ${new URL(home.dataset.root ?? "", location.href).pathname}`;
    return {
      get: (/** @type {string} */ one) => shelf.get(key(one)),
      set: (/** @type {string} */ one, /** @type {string | null} */ value) => shelf.set(key(one), value),
    };
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
    device: keeper("localStorage"),
    tab: keeper("sessionStorage"),
  });
})();
