// A page's side of working without a network: asks the worker to keep what was opened. Fetched when a reader stays.

(() => {
  "use strict";

  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", src).href;
  const path = document.querySelector("script[data-path]")?.dataset.path ?? ""; // the folder of this language, such as es/
  const OFF = `offline-off ${new URL(root).pathname}`;
  const LONG = 120_000;
  const device = self.handbook.shelf("localStorage");

  /** @type {Promise<ServiceWorkerRegistration> | null} */
  let registered = null;

  /** Whether the reader wants nothing kept. */
  const isOff = () => device.get(OFF) === "yes";

  /** Ask the worker something; it is registered first. Rejects where there is none. @param {object} question */
  async function ask(question) {
    const address = /** @type {any} */ (self.handbook.trusted(`${root}sw.js`));
    registered ??= navigator.serviceWorker.register(address, { scope: root, updateViaCache: "none" });
    await registered;
    const { active } = await navigator.serviceWorker.ready;
    return new Promise((done, fail) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = ({ data }) => done(data);
      setTimeout(fail, LONG);
      active?.postMessage(question, [port2]);
    });
  }

  /** Keep this page with all that it has fetched, and these addresses too, from the site's root. @param {string[]} [more] */
  function keep(more = []) {
    if (isOff()) return Promise.resolve({ kept: false, off: true });
    const fetched = performance.getEntriesByType("resource").map(({ name }) => name);
    const ours = [location.href, ...fetched].filter((one) => one.startsWith(root));
    const addresses = ours.map((one) =>
      one
        .slice(root.length)
        .split(/[?#]/)[0]
        .replace(/(^|\/)index\.html$/, "$1"),
    );
    return ask({ keep: [...new Set([...addresses, ...more])] });
  }

  /** Whether a reader of this language needs a file: it is of this language, or of all. @param {string | undefined} ofLanguage */
  const isOurs = (ofLanguage) => ofLanguage === undefined || ofLanguage === path;

  const keepAll = () => {
    device.set(OFF, null);
    return ask({ all: path });
  };

  /** Let nothing be kept from now on, and take away what is. */
  async function end() {
    device.set(OFF, "yes");
    const found = await navigator.serviceWorker.getRegistration(root);
    await found?.unregister();
    for (const name of await caches.keys()) if (name.startsWith(`handbook ${root} `)) await caches.delete(name);
    registered = null;
  }

  /** How many bytes of the site are not here yet; nothing is fetched but the list, nothing is kept for it. */
  async function missing() {
    const known = await (await fetch(`${root}offline/files.json`, { cache: "no-cache" })).json();
    const here = new Set();
    for (const name of await caches.keys()) {
      if (!name.startsWith(`handbook ${root} `)) continue;
      for (const { url } of await (await caches.open(name)).keys()) here.add(url.slice(root.length));
    }
    const left = Object.entries(known).filter(
      ([address, [, , ofLanguage]]) => !here.has(address) && isOurs(ofLanguage),
    );
    return { kept: true, off: isOff(), missing: left.reduce((sum, [, [, bytes]]) => sum + bytes, 0) };
  }

  self.handbook.keeper = { keep, keepAll, end, missing };
})();
