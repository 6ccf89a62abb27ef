// Leads through a plan: a picture, what to do now, and for how long. Time is told by the clock, never by counting ticks,
// so that a slow or sleeping phone is right again at once.

(() => {
  "use strict";

  const { say, written, find, element, tab, dosing, options, hearing, pictures } = self.plans;
  const AWAY = 4000; // longer than this out of sight, and the reader has done something else
  const ROOMY = "(min-height: 60em), (min-width: 60em) and (min-height: 46em)"; // all rules for stopping stand open
  const PLACE = "plan-place"; // of this tab only: where to go on after the phone threw the page away

  const box = find("[data-follow]");
  const inside = (/** @type {string} */ selector) => find(selector, box);
  const now = () => Date.now(); // a phone's performance.now() may stand still while it sleeps

  /** @type {{ library: PlanLibrary, parts: () => PlanPart[], key: () => string, whole: () => Promise<unknown>, save: (pain: number | null) => void, ended: () => void }} */
  let plan;
  /** @type {PlanPart[]} */
  let parts = [];
  /** @type {any[]} */
  let moments = [];
  let at = 0; // the moment
  let left = 0; // milliseconds of it that are left while it stands still
  let until = 0; // by the clock, while it runs
  let running = false;
  let timer = 0;
  let painting = 0; // the next frame of what moves
  let seen = 0; // when a tick last ran
  let done = new Set(); // exercises that were done to their end
  /** @type {{ at: number, left: number, when: number } | null} */
  let hidden = null; // where it was when the page went out of sight
  /** @type {any} */
  let lock = null;
  /** @type {HTMLElement | null} */
  let opener = null;

  /** @param {typeof plan} given */
  function prepare(given) {
    plan = given;
    find("[data-start]").hidden = !plan.library.pace;
    press(find("[data-start]"), (button) => open(0, button));
    press(find("[data-resume]"), (button) => open(Number(button.dataset.from), button));
    press(inside("[data-go]"), go);
    press(inside("[data-next]"), () => jump(1));
    press(inside("[data-back]"), () => jump(-1));
    for (const button of box.querySelectorAll("[data-close]")) press(button, () => box.close());
    inside("[data-asked]").addEventListener("submit", answer);
    box.addEventListener("cancel", escape);
    box.addEventListener("close", closed);
    document.addEventListener("visibilitychange", sight);
    options.prepare(optionChanged);
    hearing.prepare();
    pictures.prepare();
  }

  /** @param {HTMLElement} button @param {(button: HTMLElement) => void} work */
  const press = (button, work) => button.addEventListener("click", () => work(button));

  /** @param {string} name */
  function optionChanged(name) {
    if (name === "sound") hearing.unlock();
    if (name === "movement") pictures.put(parts[moments[at].place].exercise);
    paint();
  }

  /** The key closes what is open over the player before the player itself. @param {Event} event */
  function escape(event) {
    const panel = inside("[data-options]");
    if (!panel.open) return;
    event.preventDefault();
    panel.open = false;
    find("summary", panel).focus();
  }

  // --- opening and closing

  /** @param {number} place the exercise to begin with @param {HTMLElement} [button] */
  async function open(place, button) {
    opener = button ?? find("[data-start]");
    hearing.unlock();
    await plan.whole();
    parts = plan.parts();
    done = new Set();
    moments = dosing.moments(parts, plan.library);
    showDoing(true);
    inside("[data-stop]").open = matchMedia(ROOMY).matches;
    document.documentElement.classList.add("is-following");
    if (!box.open) box.showModal();
    enter(startOf(place));
    stayAwake();
    inside("[data-go]").focus();
  }

  /** @param {boolean} doing */
  function showDoing(doing) {
    for (const one of ["doing", "controls", "stop"]) inside(`[data-${one}]`).hidden = !doing;
    inside("[data-ended]").hidden = doing;
  }

  /** The moment in which an exercise begins. @param {number} place */
  const startOf = (place) =>
    Math.max(
      0,
      moments.findIndex((one) => one.kind === "ready" && one.place === place),
    );

  function closed() {
    stop();
    cancelAnimationFrame(painting);
    release();
    hearing.hush();
    document.documentElement.classList.remove("is-following");
    offer();
    plan.ended();
    (opener?.hidden ? find("[data-start]") : opener)?.focus();
  }

  /** After the page was thrown away, or closed on the way: go on from the exercise that was reached. */
  function offer() {
    const button = find("[data-resume]");
    const [key, place] = (tab.get(PLACE) ?? "").split(" ");
    const one = key === plan.key() ? plan.parts()[Number(place)] : undefined;
    button.hidden = !one || !plan.library.pace;
    if (!one) return;
    button.dataset.from = place;
    button.textContent = say("resume", { name: one.exercise.name });
  }

  /** @param {number} place 0 forgets it */
  const keepPlace = (place) => tab.set(PLACE, place ? `${plan.key()} ${place}` : null);

  // --- time

  /** @param {number} moment @param {number} [from] when it began, by the clock */
  function enter(moment, from = now()) {
    stop();
    at = moment;
    const { kind, seconds, place } = moments[at];
    left = seconds * 1000;
    if (kind === "ready") keepPlace(place);
    if (kind !== "ready" || (options.chosen("flow") && place > 0)) run(from);
    show();
    announce();
    tick();
  }

  function run(from = now()) {
    running = true;
    until = from + left;
    seen = now();
  }

  function stop() {
    if (running) left = Math.max(0, until - now());
    running = false;
    clearTimeout(timer);
  }

  function tick() {
    clearTimeout(timer);
    if (!running) return;
    if (wasAway()) return pauseAway();
    seen = now();
    left = until - now();
    if (left <= 0) return next();
    showSeconds();
    timer = setTimeout(tick, left % 1000 || 1000);
  }

  /** Whether the page was out of sight for long, or the phone slept and nobody told the page. */
  function wasAway() {
    if (document.hidden) return Boolean(hidden && now() - hidden.when > AWAY);
    if (now() - seen > AWAY) hidden = { at, left: Math.max(0, until - seen), when: seen };
    return now() - seen > AWAY;
  }

  function next() {
    const { kind, place } = moments[at];
    if (kind !== "ready" && moments[at + 1]?.place !== place) done.add(place);
    if (at + 1 >= moments.length) return end();
    enter(at + 1, now() - until < 1000 ? until : now()); // small delays do not add up
  }

  function go() {
    inside("[data-options]").open = false;
    hearing.unlock();
    stayAwake();
    const ready = moments[at].kind === "ready";
    if (running) return ready ? (stop(), show()) : pause("paused");
    if (ready) return enter(at + 1);
    run();
    show();
    announce();
    tick();
  }

  /** @param {string} words */
  function pause(words) {
    stop();
    inside("[data-phase]").textContent = say(words);
    inside("[data-go]").textContent = say("go_on");
    box.dataset.state = "paused";
    tell(say(words));
    hearing.hush();
  }

  /** @param {number} by */
  function jump(by) {
    const { place, kind } = moments[at];
    hearing.unlock();
    if (by > 0) return place + 1 < parts.length ? enter(startOf(place + 1)) : end();
    enter(startOf(kind === "ready" ? Math.max(0, place - 1) : place));
  }

  /** A short look at a message goes on by the clock. A call, or a locked screen: it waits where it was left. */
  function sight() {
    if (!box.open || !inside("[data-ended]").hidden) return;
    if (document.hidden) {
      hidden = { at, left: running ? Math.max(0, until - now()) : left, when: now() };
      return;
    }
    if (running && hidden && now() - hidden.when > AWAY) pauseAway();
    hidden = null;
    stayAwake();
    hearing.unlock();
  }

  function pauseAway() {
    const was = hidden;
    hidden = null;
    stop();
    if (was) ({ at, left } = was);
    show();
    if (moments[at].kind !== "ready") pause("away");
  }

  // --- the end

  function end() {
    stop();
    keepPlace(0);
    showDoing(false);
    inside("[data-end-name]").textContent = say(done.size ? "well_done" : "finished");
    inside("[data-end-count]").textContent = say("done_count", { done: done.size, n: parts.length });
    inside("[data-place]").textContent = "";
    inside("[data-bar]").value = 100;
    inside("[data-pain]").textContent = say("pain", { area: area() });
    inside("[data-asked]").reset();
    box.dataset.state = "ended";
    tell(say("finished"));
    hearing.speak(say("finished"));
    hearing.beep("end");
    release();
    inside("[data-end-name]").focus();
  }

  /** The part of the body that most of these exercises are for, as it stands in a sentence. */
  function area() {
    const count = new Map();
    for (const { exercise } of parts) {
      for (const where of new Set(exercise.purposes.map((/** @type {string[]} */ purpose) => purpose[1])))
        count.set(where, (count.get(where) ?? 0) + 1);
    }
    const [[most]] = [...count].sort((one, other) => other[1] - one[1]);
    return plan.library.areas[most].phrase;
  }

  /** @param {SubmitEvent} event */
  function answer(event) {
    event.preventDefault();
    const pain = new FormData(/** @type {HTMLFormElement} */ (event.target)).get("pain");
    plan.save(pain === null ? null : Number(pain));
    opener = find("#diary"); // what was saved is seen
    box.close();
  }

  // --- what is seen

  function show() {
    const { kind, place } = moments[at];
    box.dataset.state = kind;
    inside("[data-place]").textContent = say("progress", { place: place + 1, count: parts.length });
    showExercise(parts[place]);
    inside("[data-phase]").textContent = kind === "ready" ? "" : say(kind);
    const turns = kind === "ready" ? [] : turn(moments[at]);
    inside("[data-turn]").replaceChildren(...turns.map((words) => element("span", {}, words, " ")));
    showSteps(kind);
    paint();
    inside("[data-go]").textContent = say(goWords(kind));
    inside("[data-back]").disabled = at === 0;
    showSeconds();
  }

  /** @param {string} kind */
  function goWords(kind) {
    if (kind === "ready") return running ? "wait" : "begin";
    return running ? "pause" : "go_on";
  }

  /** Which time it is, on which side, in which round. @param {any} moment */
  function turn({ place, time, side, round }) {
    const { dose } = parts[place];
    return [
      say("time_of", { place: time, count: dose.repetitions }),
      side && say(side),
      dose.sets > 1 && say("round_of", { place: round, count: dose.sets }),
    ].filter(Boolean);
  }

  /** What moves is painted at each frame, by the clock; all else stands still. */
  function paint() {
    cancelAnimationFrame(painting);
    const { kind, seconds } = moments[at];
    pictures.show(kind, 1 - (running ? Math.max(0, until - now()) : left) / (seconds * 1000));
    if (running && pictures.isMoving(kind)) painting = requestAnimationFrame(paint);
  }

  let told = -1; // the exercise that is shown
  /** @type {any} */
  let phases = {}; // which of its steps belong to which kind of moment

  /** @param {PlanPart} one */
  function showExercise(one) {
    const { place } = moments[at];
    if (told === place && moments[at].kind !== "ready") return;
    told = place;
    const { exercise, dose, side } = one;
    inside("[data-name]").textContent = exercise.name;
    inside("[data-dose]").textContent = dosing.doseLine({
      exercise,
      side,
      dose: { ...dose, times_a_day: undefined, days_a_week: dosing.WEEK },
    });
    inside("[data-position]").textContent = exercise.more.starting_position;
    phases = dosing.phases(exercise.more);
    pictures.put(exercise);
    const rules = exercise.more.stop_if.map((/** @type {any} */ line) => element("li", { "data-own": true }, line.say));
    for (const before of inside("[data-stop-rules]").querySelectorAll("[data-own]")) before.remove();
    inside("[data-stop-rules]").append(...rules);
  }

  /** All steps before an exercise; on the way those that are done now. @param {string} kind */
  function showSteps(kind) {
    const { exercise, dose } = parts[moments[at].place];
    const steps = exercise.more.steps_with_blanks;
    const { from, to } = kind === "ready" ? { from: 0, to: steps.length } : (phases[kind] ?? { from: 0, to: 0 });
    const items = steps.slice(from, to).map((/** @type {string} */ step) => element("li", {}, dosing.told(step, dose)));
    inside("[data-steps]").start = from + 1;
    inside("[data-steps]").replaceChildren(...items);
  }

  function showSeconds() {
    const { kind } = moments[at];
    const seconds = Math.ceil(Math.max(0, running ? until - now() : left) / 1000);
    const waits = kind === "ready" && !running;
    inside("[data-time]").hidden = waits;
    inside("[data-seconds]").textContent = waits ? "" : written(seconds);
    if (kind === "ready") inside("[data-turn]").textContent = waits ? "" : say("begin_in", { n: seconds });
    const sum = (/** @type {any[]} */ some) => some.reduce((total, one) => total + one.seconds, 0);
    inside("[data-bar]").value = Math.round((100 * (sum(moments.slice(0, at + 1)) - seconds)) / sum(moments));
  }

  // --- what is heard: moments, not seconds

  function announce() {
    const { kind, place } = moments[at];
    const words = kind in SAID ? SAID[kind](moments[at], parts[place]) : say(kind);
    tell(words);
    hearing.speak(words);
    hearing.beep(kind);
  }

  const SAID = /** @type {Record<string, (moment: any, one: any) => string>} */ ({
    ready: (_, { exercise }) => `${exercise.name}. ${inside("[data-dose]").textContent}`,
    move: ({ side, time }, { dose }) => {
      const changed = side && ["ready", "change_sides", "next_round"].includes(moments[at - 1]?.kind);
      return [changed && say(side), say("time_of", { place: time, count: dose.repetitions }), say("move")]
        .filter(Boolean)
        .join(". ");
    },
    hold: (_, { dose }) => say("hold_seconds", { n: dose.hold_seconds }),
  });

  /** @param {string} words */
  function tell(words) {
    inside("[data-follow-said]").textContent = words;
  }

  // --- the screen stays on where it can; where not, the player waits when it goes dark

  async function stayAwake() {
    if (lock && !lock.released) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (!box.open) release();
    } catch {
      lock = null; // an old browser, or a phone that saves power
    }
  }

  function release() {
    lock?.release();
    lock = null;
  }

  self.plans.player = { prepare, offer, open };
})();
