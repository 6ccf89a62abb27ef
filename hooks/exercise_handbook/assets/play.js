// Shows the movement of an exercise: start, end, start, at its own pace and with its hold. It never plays by itself;
// the moving picture is fetched when a reader asks for it.

(() => {
  "use strict";

  const player = document.querySelector("[data-movement]");
  const button = player.querySelector("button");
  const stage = player.querySelector("[data-stage]");
  const said = player.querySelector("[data-said-by-player]");
  const { show = "", stop = "", move = "", hold = "", back = "" } = button.dataset;
  const holdSeconds = Number(player.dataset.holdSeconds);

  /** @type {HTMLElement | null} */
  let drawing = null;
  let run = 0; // the number of the run that may go on: pressing the button ends the one before

  player.hidden = location.protocol === "file:"; // there, browsers let no page fetch anything
  button.addEventListener("click", async () => {
    const mine = (run += 1);
    if (button.textContent === stop) return rest();
    button.textContent = stop;
    drawing ??= await fetched(String(player.dataset.movement));
    if (mine === run) await play(drawing, mine);
  });

  /** By XMLHttpRequest, as it gives a parsed drawing: text that is parsed here would need to be trusted.
   *  @param {string} address
   *  @returns {Promise<HTMLElement>} */
  function fetched(address) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.responseType = "document";
      request.overrideMimeType("image/svg+xml");
      request.addEventListener("error", fail);
      request.addEventListener("load", () => {
        if (request.responseXML) done(shown(request.responseXML.documentElement));
        else fail(request);
      });
      request.open("GET", address);
      request.send();
    });
  }

  /** @param {HTMLElement} svg */
  function shown(svg) {
    const drawn = document.importNode(svg, true);
    stage.replaceChildren(drawn);
    stage.hidden = false;
    return drawn;
  }

  /** @param {HTMLElement} shownNow
   *  @param {number} mine */
  async function play(shownNow, mine) {
    const moments = [...shownNow.querySelectorAll("[data-moment]")];
    const seconds = Number(shownNow.dataset.moveSeconds);
    await go(mine, moments, seconds, move);
    for (let left = holdSeconds; left > 0 && mine === run; left -= 1) {
      said.textContent = hold.replace("#", String(left));
      await after(1);
    }
    await go(mine, [...moments].reverse(), seconds, back);
    if (mine === run) rest();
  }

  /** @param {number} mine
   *  @param {Element[]} moments
   *  @param {number} seconds
   *  @param {string} words */
  async function go(mine, moments, seconds, words) {
    if (mine === run) said.textContent = words;
    for (const moment of moments) {
      if (mine !== run) return;
      for (const other of moments) other.setAttribute("visibility", other === moment ? "visible" : "hidden");
      await after(seconds / moments.length);
    }
  }

  function rest() {
    button.textContent = show;
    said.textContent = "";
  }

  /** @param {number} seconds */
  function after(seconds) {
    return new Promise((done) => setTimeout(done, seconds * 1000));
  }
})();
