// Shows the movement of an exercise in the place of its picture: start, end, start, at its own pace and with its hold, as
// often as the exercise is done. It never plays by itself; the moving picture is fetched when a reader asks for it.

(() => {
  "use strict";

  const still = matchMedia("(prefers-reduced-motion: reduce)");

  self.handbook.movement = { fetched, show: showMoment }; // for the page of plans, which has a clock of its own

  for (const player of document.querySelectorAll("[data-movement]")) prepare(player);

  /** @param {HTMLElement} player */
  function prepare(player) {
    const button = player.querySelector("button");
    const name = button.querySelector(".visually-hidden");
    const stage = player.querySelector("[data-stage]");
    const said = player.querySelector("[data-said-by-player]");
    const count = player.querySelector("[data-count]");
    const { show = "", stop = "", move = "", hold = "", back = "", turn = "" } = button.dataset;
    const times = Number(player.dataset.times);

    /** @type {HTMLElement | null} */
    let drawing = null;
    let run = 0; // the number of the run that may go on: pressing the button ends the one before

    button.hidden = location.protocol === "file:"; // there, browsers let no page fetch anything
    button.addEventListener("click", async () => {
      const mine = (run += 1);
      if (name.textContent === stop) return rest();
      name.textContent = stop;
      drawing ??= await fetched(String(player.dataset.movement));
      if (mine === run) await play(drawing, mine);
    });

    /** @param {HTMLElement} svg
     *  @param {number} mine */
    async function play(svg, mine) {
      stage.replaceChildren(svg);
      player.toggleAttribute("data-playing", true);
      for (let time = 1; time <= times && mine === run; time += 1) {
        count.textContent = turn.replace("#", self.inDigits(time)).replace("#", self.inDigits(times));
        await once(svg, mine);
      }
      if (mine === run) rest();
    }

    /** @param {HTMLElement} svg
     *  @param {number} mine */
    async function once(svg, mine) {
      await go(svg, mine, move, (share) => share);
      for (let left = Number(player.dataset.holdSeconds); left > 0 && mine === run; left -= 1) {
        said.textContent = hold.replace("#", self.inDigits(left));
        await after(1);
      }
      await go(svg, mine, back, (share) => 1 - share);
    }

    /** From one end to the other; in one step for a reader who wants less motion.
     *  @param {HTMLElement} svg
     *  @param {number} mine
     *  @param {string} words
     *  @param {(share: number) => number} way from the share of the time to that of the movement */
    async function go(svg, mine, words, way) {
      if (mine === run) said.textContent = words;
      const frames = still.matches ? 2 : svg.querySelectorAll("[data-moment]").length;
      for (let seen = 0; seen < frames && mine === run; seen += 1) {
        showMoment(svg, way(seen / (frames - 1)));
        await after(Number(svg.dataset.moveSeconds) / frames);
      }
    }

    function rest() {
      player.toggleAttribute("data-playing", false);
      name.textContent = show;
      count.textContent = "";
      said.textContent = "";
    }
  }

  /** One moment of a movement. @param {HTMLElement} svg @param {number} share of the way, from 0 at its start to 1 at its end */
  function showMoment(svg, share) {
    const moments = [...svg.querySelectorAll("[data-moment]")];
    const shown = Math.round(share * (moments.length - 1));
    if (moments[shown].getAttribute("visibility") === "visible") return;
    moments.forEach((one, at) => one.setAttribute("visibility", at === shown ? "visible" : "hidden"));
  }

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
        if (request.responseXML) done(document.importNode(request.responseXML.documentElement, true));
        else fail(request);
      });
      request.open("GET", address);
      request.send();
    });
  }

  /** @param {number} seconds */
  function after(seconds) {
    return new Promise((done) => setTimeout(done, seconds * 1000));
  }
})();
