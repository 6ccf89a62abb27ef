// On the page for what is not found: a mail gateway that took # for a letter asked for /plan/%231.…; this puts # back.

(() => {
  "use strict";

  const { plan } = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const [, written] = /\/plan\/?(?:%(?:25)*23|#)(1(?:\.|%2e)[0-9a-z%.-]{8,})/i.exec(location.pathname) ?? [];
  if (written) location.replace(`${plan}#${written}`);
})();
