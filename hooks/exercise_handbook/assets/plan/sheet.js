// The plan as its reader has it, on a screen and on paper: a routine's page, made here.

(() => {
  "use strict";

  const { home, say, listed, find, element, dosing, library: pictures } = self.plans;
  const DENSE = 3; // more exercises than these are printed smaller, so that they stay on the two sides of a sheet
  const TIGHT = 5; // and more than these smaller still

  /** @param {ShownPlan} plan @param {PlanLibrary} library @param {string} length @param {{gone: string[], partly: boolean}} trouble */
  function fill(plan, library, length, { gone, partly }) {
    const exercises = plan.parts.map((one) => one.exercise);
    const floor = exercises.some(({ position }) => library.positions[position].floor);
    document.body.classList.toggle("sheet-dense", exercises.length > DENSE);
    document.body.classList.toggle("sheet-tight", exercises.length > TIGHT);
    find("[data-sheet-title]").textContent = plan.title || say("yours");
    find("[data-sheet-length]").textContent = length;
    find("[data-with-floor]").hidden = find("[data-floor-link]").hidden = !floor;
    tellOr("[data-gone]", gone.length ? say("gone", { n: gone.length, names: gone.join(", ") }) : "");
    find("[data-partly]").hidden = !partly;
    find("[data-sheet-note-box]").hidden = !plan.note;
    find("[data-sheet-note]").textContent = plan.note;
    find("[data-sheet]").replaceChildren(...plan.parts.map(row));
    askFirst(exercises, library.ask_first);
    const places = exercises.map(({ position }) => library.positions[position]);
    const ready = places.flatMap(({ get_ready: lines }) => lines);
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

  /** An exercise, as the page of a routine has it: the template is the same. @param {PlanPart} one */
  function row(one) {
    const made = find("[data-exercise]").content.firstElementChild.cloneNode(true);
    for (const [name, words] of Object.entries(texts(one))) put(made, name, words);
    const { exercise, dose } = one;
    find("[data-put=more_about]", made).href = `${home.dataset.root}exercises/${exercise.slug}/`;
    const steps = exercise.more.steps_with_blanks.map((/** @type {string} */ step) => dosing.told(step, dose));
    fillWith(
      made,
      ".steps",
      steps.map((/** @type {string} */ words) => element("li", {}, words)),
    );
    fillWith(made, ".dose", dosing.doseRows(one).map(doseRow));
    const shown = exercise.more.figures.filter((/** @type {any} */ { shows }) => shows !== "variation");
    fillWith(made, ".figures", shown.map(figure));
    find(".routine-body", made).classList.toggle("routine-body--words", !shown.length);
    return made;
  }

  /** What stands at each place of the template; "" where an exercise has nothing to say there. @param {PlanPart} one */
  function texts(one) {
    const { exercise } = one;
    const { breathing, stop_if: stop, starting_position: start } = exercise.more;
    return {
      name: exercise.name,
      plain_name: exercise.plain_name,
      dose_line: dosing.doseLine(one),
      start,
      sides: dosing.sidesLine(one),
      breathing: breathing?.say ?? "",
      stop_if: stop.length ? listed(stop.map((/** @type {any} */ line) => line.say)) : "",
      more_about: say("more_about", { exercise: exercise.name }),
      beyond: dosing.beyondInWords(one, "beyond"),
    };
  }

  /** A line in which nothing would stand is taken out. @param {HTMLElement} made @param {string} name @param {string} words */
  function put(made, name, words) {
    for (const place of made.querySelectorAll(`[data-put=${name}]`)) {
      if (words) place.textContent = words;
      else (place.closest("p") ?? place).remove();
    }
  }

  /** @param {HTMLElement} made @param {string} selector @param {Node[]} inside */
  function fillWith(made, selector, inside) {
    const place = find(selector, made);
    if (inside.length) place.replaceChildren(...inside);
    else place.remove();
  }

  /** @param {[string, string]} row */
  const doseRow = ([what, much]) => element("div", {}, element("dt", {}, what), " ", element("dd", {}, much));

  /** @param {any} shown */
  function figure(shown) {
    const words = element("figcaption", {}, element("b", {}, shown.label), shown.caption && ` ${shown.caption}`);
    return element("figure", { class: "figure" }, pictures.picture(shown, shown.alt), words);
  }

  /** Pictures first: a browser that prints before they are there prints holes. */
  async function printed() {
    await Promise.allSettled([...find("[data-sheet]").querySelectorAll("img")].map((picture) => picture.decode()));
    print();
  }

  self.plans.sheet = { fill, printed };
})();
