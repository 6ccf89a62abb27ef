// The page on which a reader keeps the site on a phone, or takes it away again.

(() => {
  "use strict";

  const root = document.documentElement;
  const home = document.querySelector("[data-phone]");
  const [all, none] = ["all", "none"].map((name) => home.querySelector(`[data-${name}]`));
  const said = home.querySelector("[data-said]");
  const { ready, missing, doing, failed, off, unable } = said.dataset;

  start();

  async function start() {
    const able = self.handbook.offline();
    if (!able) return tell(unable);
    all.addEventListener("click", () => run(async () => (await able).keepAll()));
    none.addEventListener("click", () => run(async () => (await able).end().then(() => ({ off: true }))));
    await run(async () => (await able).missing());
  }

  /** Do something, and say how things stand then. @param {() => Promise<any>} work */
  async function run(work) {
    tell(doing);
    try {
      show(await work());
    } catch {
      tell(failed);
    }
  }

  /** @param {{ kept?: boolean, off?: boolean, here?: number, missing?: number }} state */
  function show({ kept, off: isOff, missing: left = 0 }) {
    all.hidden = !isOff && left === 0;
    none.hidden = Boolean(isOff);
    if (isOff) return tell(off);
    if (!kept) return tell(failed);
    tell(left ? String(missing).replace("{size}", size(left)) : ready);
  }

  /** @param {number} bytes */
  const size = (bytes) =>
    (bytes / 1_000_000).toLocaleString(root.dataset.locale ?? root.lang, {
      maximumFractionDigits: 1,
      style: "unit",
      unit: "megabyte",
    });

  /** @param {string | undefined} words */
  function tell(words) {
    said.textContent = words ?? "";
  }
})();
