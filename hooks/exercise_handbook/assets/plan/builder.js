// Making a plan: choose, order, set the numbers. It changes the plan and says so to whoever shows it.

(() => {
  "use strict";

  const { say, written, find, element, button, tell, codec, dosing, library: pictures } = self.plans;
  const FIRST = 20;
  const MORE = 100;
  const OFTEN = 12; // more times a day than these are offered only where a plan has them

  const rows = new WeakMap(); // a row of the plan → the part that it shows
  const offered = new Map(); // an exercise → its row in the list to choose from
  /** @type {PlanLibrary} */
  let library;
  /** @type {ShownPlan} */
  let plan;
  /** @type {() => void} */
  let changed;
  /** @type {any[]} */
  let found = [];
  /** @type {{ one: PlanPart, place: number }} */
  let taken; // what was taken out last, to be put back

  /** @param {PlanLibrary} given @param {() => void} renew what is done after each change */
  function prepare(given, renew) {
    library = given;
    changed = renew;
    for (const one of library.exercises) one.text = plainText([one.name, one.plain_name, one.find].join(" "));
    prepareChoosing();
    find("[data-undo]").addEventListener("click", putBack);
    const { title, note } = codec.MOST;
    find("[data-title]").addEventListener("input", (/** @type {any} */ { target }) =>
      set({ title: codec.plain(target.value, title, false) }),
    );
    find("[data-note]").addEventListener("input", (/** @type {any} */ { target }) =>
      set({ note: codec.plain(target.value, note, true) }),
    );
    prepareDragging();
  }

  /** @param {ShownPlan} shown is changed in place */
  function show(shown) {
    plan = shown;
    find("[data-title]").value = plan.title;
    find("[data-note]").value = plan.note;
    listExercises();
    showItems();
  }

  /** @param {Partial<ShownPlan>} values */
  function set(values) {
    Object.assign(plan, values);
    changed();
  }

  /** @param {PlanPart[]} parts */
  function setParts(parts) {
    plan.parts = parts.slice(0, codec.MOST.exercises);
    showItems();
    changed();
  }

  // --- choosing

  function prepareChoosing() {
    // Not "change": a search box that is left would tell it between the press and the release of a button in the list.
    find("[data-choose]").addEventListener("input", listExercises);
    find("[data-choose]").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    find("[data-show-more]").addEventListener("click", () => {
      const next = find("[data-list]").children.length;
      addChoices(MORE);
      find("button", find("[data-list]").children[next]).focus();
    });
    for (const routine of library.routines)
      find("[data-routines]").append(button(routine.name, () => startFrom(routine)));
    find("[data-routines-box]").hidden = !library.routines.length;
  }

  /** @param {any} routine */
  function startFrom(routine) {
    const parts = routine.parts.map((/** @type {any} */ { exercise, ...dose }) =>
      dosing.part(library.bySlug.get(exercise), dose, library.limits),
    );
    for (const one of parts) delete one.dose.times_a_day; // a routine says itself how often it is done
    Object.assign(plan, { title: plan.title || routine.name });
    find("[data-title]").value = plan.title;
    setParts(parts);
    tell(`${routine.name}: ${say("exercises", { n: parts.length })}`);
  }

  /** @param {string} words */
  const plainText = (words) =>
    words
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\u0300-\u036f'’]/g, "");

  function listExercises() {
    const words = plainText(find("#plan-search").value)
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
    const { kind = "", area = "", position = "" } = Object.fromEntries(new FormData(find("[data-choose]")));
    const serves = (/** @type {string[]} */ [does, where]) => (!kind || kind === does) && (!area || area === where);
    found = library.exercises.filter(
      (one) =>
        (!position || position === one.position) &&
        one.purposes.some(serves) &&
        words.every((word) => one.text.includes(word)),
    );
    find("[data-list]").replaceChildren();
    addChoices(FIRST);
    find("[data-count]").textContent = found.length ? say("exercises", { n: found.length }) : say("found_none");
  }

  /** @param {number} number */
  function addChoices(number) {
    const list = find("[data-list]");
    list.append(...found.slice(list.children.length, list.children.length + number).map(choiceOf));
    find("[data-show-more]").hidden = list.children.length === found.length;
  }

  /** The row of an exercise, made once: its picture need not be drawn again. @param {any} exercise */
  function choiceOf(exercise) {
    const row = offered.get(exercise) ?? choice(exercise);
    offered.set(exercise, row);
    return row;
  }

  /** @param {any} exercise */
  function choice(exercise) {
    const words = element(
      "p",
      {},
      element("b", {}, exercise.name),
      exercise.plain_name && element("span", {}, exercise.plain_name),
    );
    const more = { "aria-label": say("add_name", { name: exercise.name }) };
    return element(
      "li",
      { class: "plan-choice" },
      emblem(exercise),
      words,
      button(say("add"), () => add(exercise), more),
    );
  }

  /** @param {any} exercise */
  const emblem = ({ picture }) =>
    element("span", { class: "plan-emblem" }, picture && pictures.picture(picture, "", { loading: "lazy" }));

  /** @param {any} exercise */
  function add(exercise) {
    if (plan.parts.length >= codec.MOST.exercises) return tell(say("full", { n: codec.MOST.exercises }));
    setParts([...plan.parts, dosing.part(exercise, {}, library.limits)]);
    tell(say("added", { name: exercise.name, count: say("exercises", { n: plan.parts.length }) }));
  }

  // --- the plan's own list

  function showItems() {
    const open = plan.parts.filter((one) => find("details", rowOf(one) ?? find("[data-items]"))?.open && rowOf(one));
    find("[data-items]").replaceChildren(...plan.parts.map(item));
    for (const one of open) find("details", rowOf(one)).open = true;
    find("[data-empty]").hidden = plan.parts.length > 0;
    const jump = find("[data-jump]");
    jump.hidden = !plan.parts.length;
    jump.textContent = say("jump", { n: plan.parts.length });
  }

  /** @param {PlanPart} one */
  const rowOf = (one) => [...find("[data-items]").children].find((row) => rows.get(row) === one);

  /** @param {PlanPart} one @param {number} place */
  function item(one, place) {
    const { exercise } = one;
    const name = exercise.name;
    const line = element("p", { class: "plan-item-dose" }, dosing.doseLine(one));
    const warning = element("p", { class: "plan-warn", hidden: true });
    const last = plan.parts.length - 1;
    const row = element(
      "li",
      { class: "plan-item" },
      element("span", { class: "plan-grip", "aria-hidden": "true", title: say("drag", { name }) }, "⠿"),
      emblem(exercise),
      element("div", {}, element("h3", {}, `${written(place + 1)}. ${name}`), line),
      element(
        "div",
        { class: "plan-item-tools" },
        tool("up", "↑", name, place > 0 && (() => move(one, -1))),
        tool("down", "↓", name, place < last && (() => move(one, 1))),
        tool("remove", "✕", name, () => takeOut(one)),
      ),
      numbers(one, () => {
        line.textContent = dosing.doseLine(one);
        warn(one, warning);
        changed();
      }),
      warning,
    );
    rows.set(row, one);
    warn(one, warning);
    return row;
  }

  /** A small button with a sign; at the end of the list it keeps the focus. @param {string} words @param {string} sign @param {string} name @param {false | (() => void)} work */
  function tool(words, sign, name, work) {
    const more = {
      class: "tool",
      "aria-label": say(words, { name }),
      "aria-disabled": !work && "true",
      "data-tool": words,
    };
    const made = button("", () => work && work(), more);
    made.append(element("span", { "aria-hidden": "true" }, sign));
    return made;
  }

  /** @param {PlanPart} one @param {HTMLElement} warning */
  function warn(one, warning) {
    warning.textContent = dosing.beyondInWords(one, "beyond_here");
    warning.hidden = !warning.textContent;
  }

  /** @param {PlanPart} one @param {number} by */
  function move(one, by) {
    moveTo(one, plan.parts.indexOf(one) + by);
    find(`[data-tool=${by < 0 ? "up" : "down"}]`, rowOf(one)).focus();
  }

  /** @param {PlanPart} one @param {number} to */
  function moveTo(one, to) {
    const others = plan.parts.filter((other) => other !== one);
    const parts = [...others.slice(0, to), one, ...others.slice(to)];
    setParts(parts);
    tell(say("moved", { name: one.exercise.name, place: to + 1, count: parts.length }));
  }

  /** @param {PlanPart} one */
  function takeOut(one) {
    taken = { one, place: plan.parts.indexOf(one) };
    setParts(plan.parts.filter((other) => other !== one));
    const told = say("removed", { name: one.exercise.name });
    find("[data-undo-said]").textContent = told;
    find(".plan-undo").hidden = false;
    tell(told);
    find("[data-undo]").focus();
  }

  function putBack() {
    const { one, place } = taken;
    setParts([...plan.parts.slice(0, place), one, ...plan.parts.slice(place)]);
    find(".plan-undo").hidden = true;
    tell(say("put_back", { name: one.exercise.name }));
    find("[data-tool=remove]", rowOf(one)).focus();
  }

  // --- numbers

  /** @param {PlanPart} one @param {() => void} renewed */
  function numbers(one, renewed) {
    const fields = [
      ...dosing.NUMBERS.map((/** @type {string} */ name) => stepper(one, name, renewed)),
      choose(
        say("times_a_day_field"),
        days(one),
        (value) => (one.dose.times_a_day = value ? { first: value[0], last: value[1] } : undefined),
        renewed,
      ),
      stepper(one, "days_a_week", renewed),
    ];
    if (one.exercise.sides !== "none") {
      const sides = ["", "left", "right"].map((side) => ({
        value: side,
        words: say(side ? `${side}_only` : "both_sides"),
        chosen: one.side === side,
      }));
      fields.push(choose(say("sides_field"), sides, (value) => (one.side = value), renewed));
    }
    const name = { "aria-label": say("numbers_name", { name: one.exercise.name }) };
    return element(
      "details",
      { class: "plan-numbers" },
      element("summary", name, say("numbers")),
      element("div", { class: "plan-fields" }, ...fields),
    );
  }

  /** How often a day it can be done; the library's own range among them. @param {PlanPart} one */
  function days({ exercise, dose }) {
    const most = Math.max(OFTEN, dose.times_a_day?.last ?? 0);
    const counts = Array.from({ length: most }, (_, at) => ({ first: at + 1, last: at + 1 }));
    const own = [exercise.dose.times_a_day, dose.times_a_day].filter((span) => span && span.first !== span.last);
    const same = (/** @type {any} */ a, /** @type {any} */ b) => a?.first === b?.first && a?.last === b?.last;
    const all = [undefined, ...own.filter((span, at) => own.findIndex((other) => same(other, span)) === at), ...counts];
    return all.map((span) => ({
      value: span && [span.first, span.last],
      words: span ? say("times_a_day", self.plans.spanSlots(span)) : say("not_said"),
      chosen: same(span, dose.times_a_day),
    }));
  }

  /** @param {string} label @param {{value: any, words: string, chosen: boolean}[]} choices @param {(value: any) => void} take @param {() => void} renewed */
  function choose(label, choices, take, renewed) {
    const options = choices.map(({ words, chosen }, at) => element("option", { value: at, selected: chosen }, words));
    const box = /** @type {HTMLSelectElement} */ (element("select", {}, ...options));
    box.addEventListener("change", () => {
      take(choices[box.selectedIndex].value);
      renewed();
    });
    return element("label", { class: "plan-select" }, element("span", {}, label), box);
  }

  let ids = 0;

  /** A number with a button for less and one for more. @param {PlanPart} one @param {string} name @param {() => void} renewed */
  function stepper(one, name, renewed) {
    const box = find("[data-stepper]").content.firstElementChild.cloneNode(true);
    const input = find("input", box);
    const limits = library.limits[name];
    const sided = name === "repetitions" && one.exercise.sides !== "none";
    const field = say(`field_${name}${sided ? "_sided" : ""}`);
    Object.assign(input, { id: `plan-number-${(ids += 1)}`, min: limits.from, max: limits.to, value: one.dose[name] });
    Object.assign(find("label", box), { htmlFor: input.id, textContent: field });
    const put = (/** @type {number} */ value) => {
      one.dose[name] = dosing.within(value, limits);
      input.value = one.dose[name];
      renewed();
    };
    input.addEventListener("change", () => put(input.valueAsNumber));
    for (const [way, by] of /** @type {[string, number][]} */ ([
      ["less", -1],
      ["more", 1],
    ])) {
      const step = find(`[data-${way}]`, box);
      step.setAttribute("aria-label", say(way, { field }));
      step.addEventListener("click", () => {
        put(one.dose[name] + by);
        tell(`${field}: ${one.dose[name]}`);
      });
    }
    return box;
  }

  // --- by finger or mouse at the grip; the arrows do the same for everybody else

  function prepareDragging() {
    const list = find("[data-items]");
    list.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest(".plan-grip")?.closest("li");
      if (!row || event.button) return;
      event.preventDefault();
      drag(list, row, rows.get(row));
    });
  }

  /** @param {HTMLElement} list @param {HTMLElement} row @param {PlanPart} one */
  function drag(list, row, one) {
    row.classList.add("plan-item--held");
    const carry = (/** @type {PointerEvent} */ { clientY }) => {
      if (clientY < 60) scrollBy(0, -12);
      if (clientY > innerHeight - 60) scrollBy(0, 12);
      const others = /** @type {HTMLElement[]} */ ([...list.children]).filter((other) => other !== row);
      const after =
        others.find((other) => clientY < other.getBoundingClientRect().top + other.offsetHeight / 2) ?? null;
      if (after !== row.nextElementSibling) list.insertBefore(row, after);
    };
    const drop = (/** @type {PointerEvent} */ happened) => {
      removeEventListener("pointermove", carry);
      for (const end of ["pointerup", "pointercancel"]) removeEventListener(end, /** @type {any} */ (drop));
      row.classList.remove("plan-item--held");
      if (happened.type === "pointerup") moveTo(one, [...list.children].indexOf(row));
      else showItems();
    };
    addEventListener("pointermove", carry);
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, /** @type {any} */ (drop));
  }

  self.plans.builder = { prepare, show, add };
})();
