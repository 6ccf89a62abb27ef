// Shows the movement of an exercise in the place of its picture: start, end, start, at its own pace and with its hold, as
// often as the exercise is done. It never plays by itself; the moving picture is fetched when a reader asks for it.

(() => {
  "use strict";

  const still = matchMedia("(prefers-reduced-motion: reduce)");

  for (const player of document.querySelectorAll("[data-movement]")) prepare(player);

  function prepare(player) {
    const button = player.querySelector("button");
    const name = button.querySelector("span");
    const stage = player.querySelector("[data-stage]");
    const said = player.querySelector("[data-said-by-player]");
    const count = player.querySelector("[data-count]");
    const words = button.dataset;
    const times = Number(player.dataset.times);
    const holdSeconds = Number(player.dataset.holdSeconds);

    let drawing = null;
    let run = 0; // the number of the run that may go on: pressing the button ends the one before

    button.hidden = location.protocol === "file:"; // there, browsers let no page fetch anything
    button.addEventListener("click", async () => {
      const mine = (run += 1);
      if (name.textContent === words.stop) return rest();
      name.textContent = words.stop;
      drawing ??= await fetched(player.dataset.movement);
      if (mine === run) await play(mine);
    });

    async function play(mine) {
      stage.replaceChildren(drawing);
      player.toggleAttribute("data-playing", true);
      for (let time = 1; time <= times && mine === run; time += 1) {
        count.textContent = words.turn.replace("#", time).replace("#", times);
        await once(mine);
      }
      if (mine === run) rest();
    }

    async function once(mine) {
      const all = [...drawing.querySelectorAll("[data-moment]")];
      const moments = still.matches ? [all[0], all[all.length - 1]] : all;
      const seconds = Number(drawing.dataset.moveSeconds);
      await go(mine, all, moments, seconds, words.move);
      for (let left = holdSeconds; left > 0 && mine === run; left -= 1) {
        said.textContent = words.hold.replace("#", left);
        await after(1);
      }
      await go(mine, all, moments.reverse(), seconds, words.back);
    }

    async function go(mine, all, moments, seconds, what) {
      if (mine === run) said.textContent = what;
      for (const moment of moments) {
        if (mine !== run) return;
        for (const other of all) other.setAttribute("visibility", other === moment ? "visible" : "hidden");
        await after(seconds / moments.length);
      }
    }

    function rest() {
      player.toggleAttribute("data-playing", false);
      name.textContent = words.show;
      count.textContent = said.textContent = "";
    }
  }

  // By XMLHttpRequest, as it gives a parsed drawing: text that is parsed here would need to be trusted.
  function fetched(address) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.responseType = "document";
      request.overrideMimeType("image/svg+xml");
      request.addEventListener("error", fail);
      request.addEventListener("load", () => done(document.importNode(request.responseXML.documentElement, true)));
      request.open("GET", address);
      request.send();
    });
  }

  function after(seconds) {
    return new Promise((done) => setTimeout(done, seconds * 1000));
  }
})();
