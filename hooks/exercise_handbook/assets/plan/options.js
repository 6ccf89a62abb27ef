// How a reader is guided: what is heard, whether pictures move, whether it goes on by itself. Kept on the device.

(() => {
  "use strict";

  const { find, device } = self.plans;
  const CHOICES = ["sound", "voice", "movement", "flow"];

  const input = (/** @type {string} */ name) => find(`[data-option=${name}]`);

  /** Whether a reader wants it. @param {string} name */
  const chosen = (name) => input(name).checked;

  /** @param {(name: string) => void} changed is told which */
  function prepare(changed) {
    for (const name of CHOICES) {
      input(name).checked = device.get(`plan-${name}`) === "yes";
      input(name).addEventListener("change", () => {
        device.set(`plan-${name}`, chosen(name) ? "yes" : null);
        changed(name);
      });
    }
  }

  self.plans.options = { prepare, chosen };
})();
