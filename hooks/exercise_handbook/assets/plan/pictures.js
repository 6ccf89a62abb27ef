// The picture in the player: the start or the end of an exercise; and, if a reader wants it, the movement between them.

(() => {
  "use strict";

  const { home, find, element, options, library } = self.plans;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const box = find("[data-picture]");

  /** @type {any} */
  let exercise;
  /** @type {HTMLElement | null} the moving drawing of that exercise, once it was fetched */
  let drawing = null;
  /** @type {Promise<unknown> | null} */
  let player = null;

  function prepare() {
    find("[data-movement-box]").hidden = still.matches || location.protocol === "file:"; // there, no page may fetch
  }

  /** Put up the pictures of an exercise. @param {any} one */
  function put(one) {
    exercise = one;
    drawing = null;
    const both = ["start", "end"].map((shows) =>
      one.more.figures.find((/** @type {any} */ its) => its.shows === shows),
    );
    const shown = both.filter(Boolean).map((its) => frame(its.shows, library.picture(its, its.alt)));
    box.replaceChildren(...shown);
    if (shown.length === 2) fetchMovement(one);
  }

  /** @param {string} shows @param {Node} inside */
  const frame = (shows, inside) => element("div", { "data-shows": shows }, inside);

  /** @param {any} one */
  async function fetchMovement(one) {
    if (!one.more.movement || still.matches || !options.chosen("movement")) return;
    try {
      await (player ??= self.handbook.load(home.dataset.play));
      const found = await self.handbook.movement?.fetched(library.here(one.more.movement));
      if (one !== exercise || !found) return;
      drawing = found;
      box.append(frame("movement", found));
    } catch {
      // The pictures of the start and the end stand there as before.
    }
  }

  /** What is seen at a moment. @param {string} kind @param {number} share of its time that is over, 0 to 1 */
  function show(kind, share) {
    const way = /** @type {Record<string, number>} */ ({ move: share, hold: 1, back: 1 - share })[kind];
    const moves = drawing && way !== undefined && options.chosen("movement");
    const wanted = moves ? "movement" : kind === "hold" || kind === "move" ? "end" : "start";
    if (moves && drawing) self.handbook.movement?.show(drawing, way);
    const frames = [...box.children].filter((one) => moves || one.dataset.shows !== "movement");
    for (const one of box.children)
      one.hidden = one.dataset.shows !== wanted && (frames.length > 1 || !frames.includes(one));
  }

  /** Whether something moves at a moment. @param {string} kind */
  const isMoving = (kind) => Boolean(drawing) && options.chosen("movement") && (kind === "move" || kind === "back");

  self.plans.pictures = { prepare, put, show, isMoving };
})();
