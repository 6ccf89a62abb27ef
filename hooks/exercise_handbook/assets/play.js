// Shows the movement of an exercise: start, end, start, at its own pace and with its hold. It never plays by itself;
// the moving picture is fetched when a reader asks for it.

(() => {
  "use strict";

  const player = document.querySelector("[data-movement]");
  const button = player.querySelector("button");
  const stage = player.querySelector("[data-stage]");
  const said = player.querySelector("[data-said-by-player]");
  const { show, stop, move, hold, back } = button.dataset;
  const holdSeconds = Number(player.dataset.holdSeconds);

  let drawing = null;
  let run = 0; // the number of the run that may go on: pressing the button ends the one before

  player.hidden = location.protocol === "file:"; // there, browsers let no page fetch anything
  button.addEventListener("click", async () => {
    const mine = (run += 1);
    if (button.textContent === stop) return rest();
    button.textContent = stop;
    drawing ??= await fetched(player.dataset.movement);
    if (mine === run) await play(mine);
  });

  // By XMLHttpRequest, as it gives a parsed drawing: text that is parsed here would need to be trusted.
  function fetched(address) {
    return new Promise((done, fail) => {
      const request = new XMLHttpRequest();
      request.responseType = "document";
      request.overrideMimeType("image/svg+xml");
      request.addEventListener("error", fail);
      request.addEventListener("load", () => done(shown(request.responseXML.documentElement)));
      request.open("GET", address);
      request.send();
    });
  }

  function shown(svg) {
    stage.replaceChildren(document.importNode(svg, true));
    stage.hidden = false;
    return stage.firstElementChild;
  }

  async function play(mine) {
    const moments = [...drawing.querySelectorAll("[data-moment]")];
    const seconds = Number(drawing.dataset.moveSeconds);
    await go(mine, moments, seconds, move);
    for (let left = holdSeconds; left > 0 && mine === run; left -= 1) {
      said.textContent = hold.replace("#", left);
      await after(1);
    }
    await go(mine, [...moments].reverse(), seconds, back);
    if (mine === run) rest();
  }

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

  function after(seconds) {
    return new Promise((done) => setTimeout(done, seconds * 1000));
  }
})();
