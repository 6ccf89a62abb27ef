// The plan as its reader has it, on a screen and on paper: a routine's page, made here.

(() => {
  "use strict";

  const { home, say, listed, find, element, dosing, library: pictures } = self.plans;
  const DENSE = 4; // more exercises than these are printed smaller, so that they stay on two pages

  /** @param {any} plan @param {any} library @param {string} length @param {{gone: string[], partly: boolean}} trouble */
  function fill(plan, library, length, { gone, partly }) {
    const exercises = plan.parts.map((/** @type {any} */ one) => one.exercise);
    const floor = exercises.some((/** @type {any} */ { position }) => library.positions[position].floor);
    document.body.classList.toggle("sheet-dense", exercises.length > DENSE);
    find("[data-sheet-title]").textContent = plan.title || say("yours");
    find("[data-sheet-length]").textContent = length;
    find("[data-with-floor]").hidden = find("[data-floor-link]").hidden = !floor;
    tellOr("[data-gone]", gone.length ? say("gone", { n: gone.length, names: gone.join(", ") }) : "");
    find("[data-partly]").hidden = !partly;
    find("[data-sheet-note-box]").hidden = !plan.note;
    find("[data-sheet-note]").textContent = plan.note;
    find("[data-sheet]").replaceChildren(...plan.parts.map(row));
    askFirst(exercises, library.ask_first);
    const places = exercises.map((/** @type {any} */ { position }) => library.positions[position]);
    const ready = places.flatMap((/** @type {any} */ { get_ready: lines }) => lines);
    list("[data-ready-lines]", [...new Set([...library.get_ready, ...ready])], "li");
    list("[data-after-lines]", [...places.at(-1).afterwards, ...library.afterwards], "p");
  }

  /** @param {string} selector @param {string[]} lines @param {string} kind the element of each */
  function list(selector, lines, kind) {
    for (const box of home.querySelectorAll(selector))
      box.replaceChildren(...lines.map((line) => element(kind, {}, line)));
  }

  /** Shown where there is something to tell. @param {string} selector @param {string} words */
  function tellOr(selector, words) {
    find(selector).hidden = !words;
    find(selector).textContent = words;
  }

  /** Who asks before any of these, each reason once: in the library's order, then what one exercise alone needs. @param {any[]} exercises @param {string[]} order */
  function askFirst(exercises, order) {
    const reasons = new Set(
      exercises.flatMap(({ more }) => more.ask_first.map((/** @type {any} */ { say: words }) => words)),
    );
    const own = [...reasons].filter((reason) => !order.includes(reason));
    const all = [...order.filter((reason) => reasons.has(reason)), ...own];
    find("[data-ask]").hidden = !all.length;
    list("[data-ask-lines]", all, "li");
  }

  /** @param {any} one */
  function row(one) {
    const { exercise, dose } = one;
    const title = element(
      "div",
      { class: "routine-title" },
      element(
        "h2",
        {},
        exercise.name,
        exercise.plain_name && " ",
        exercise.plain_name && element("span", {}, exercise.plain_name),
      ),
      element("p", { class: "dose-line" }, dosing.doseLine(one)),
    );
    const shown = exercise.more.figures.filter((/** @type {any} */ { shows }) => shows !== "variation");
    const figures =
      shown.length > 0 &&
      element("div", { class: "figures" }, ...shown.map((/** @type {any} */ drawn) => figure(drawn, exercise.more)));
    const steps = exercise.more.steps_with_blanks.map((/** @type {string} */ step) =>
      element("li", {}, dosing.told(step, dose)),
    );
    const how = element(
      "div",
      { class: "routine-how" },
      !shown.length && element("p", {}, element("b", {}, say("figure_start")), ` ${exercise.more.starting_position}`),
      element("ol", { class: "steps" }, ...steps),
      element("div", { class: "also" }, ...also(one)),
      element(
        "p",
        { class: "screen-only" },
        element(
          "a",
          { class: "lone", href: `${home.dataset.root}exercises/${exercise.slug}/` },
          say("more_about", { name: exercise.name }),
        ),
      ),
    );
    const body = element(
      "div",
      { class: `routine-body${shown.length ? "" : " routine-body--words"}` },
      title,
      figures,
      how,
    );
    body.append(find("[data-strip]").content.firstElementChild.cloneNode(true));
    return element("li", {}, body);
  }

  /** @param {any} shown @param {any} exercise */
  function figure(shown, exercise) {
    const start = shown.shows === "start";
    const words = element("figcaption", {}, element("b", {}, label(shown)), start && ` ${exercise.starting_position}`);
    return element("figure", { class: "figure" }, pictures.picture(shown, shown.alt), words);
  }

  /** @param {any} shown */
  function label({ shows, steps }) {
    if (shows === "start") return say("figure_start");
    if (!steps) return say("figure_end");
    return steps.from === steps.to
      ? say("figure_step", { step: steps.from })
      : say("figure_steps", { first: steps.from, last: steps.to });
  }

  /** @param {any} one */
  function also(one) {
    const { exercise, side } = one;
    const { breathing, stop_if: stop } = exercise.more;
    const over = dosing.beyond(one);
    const asked = over.map((/** @type {any} */ { name, most }) => say(`most_${name}`, { n: most }));
    return [
      exercise.sides !== "none" && !side && labelled("sides", say(`sides_${exercise.sides}`)),
      breathing && labelled("breathing", breathing.say),
      stop.length > 0 &&
        element(
          "p",
          {},
          element("b", {}, say("stop_also", { signs: listed(stop.map((/** @type {any} */ line) => line.say)) })),
        ),
      over.length > 0 && element("p", { class: "plan-warn" }, say("beyond", { numbers: listed(asked) })),
    ].flatMap((part) => (part ? [part, " "] : []));
  }

  /** @param {string} name @param {string} words */
  const labelled = (name, words) => element("p", {}, element("b", {}, say(name)), ` ${words}`);

  /** Pictures first: a browser that prints before they are there prints holes. */
  async function printed() {
    await Promise.allSettled([...find("[data-sheet]").querySelectorAll("img")].map((picture) => picture.decode()));
    print();
  }

  self.plans.sheet = { fill, printed };
})();
