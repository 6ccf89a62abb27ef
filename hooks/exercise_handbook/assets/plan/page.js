// The page of plans: says what the address holds, lets a plan be made, given, followed and printed. The address is all its
// memory: a reload, a bookmark and a second tab are all right.

(() => {
  "use strict";

  const {
    home,
    say,
    find,
    tell,
    device,
    tab,
    codec,
    dosing,
    library: source,
    builder,
    giving,
    sheet,
    player,
    diary,
    reminders,
  } = self.plans;
  const KEPT = "plan-kept"; // the one plan that a reader chose to keep, for the day the link is lost
  const DRAFT = "plan-draft"; // of this tab: what is being made, while its maker looks at other pages

  /** @type {PlanLibrary} */
  let library;
  /** @type {ShownPlan} */
  const plan = { parts: [], title: "", note: "" };
  let opened = false; // from then on a change of view moves the focus
  let trouble = /** @type {{ gone: string[], partly: boolean }} */ ({ gone: [], partly: false });
  let writing = 0;

  start();

  async function start() {
    try {
      [library] = await Promise.all([source.load(), styled()]);
    } catch {
      return find("[data-no-list]").removeAttribute("hidden");
    }
    prepare();
    open();
  }

  /** The styles of this page alone, which no first paint waits for. */
  function styled() {
    const link = /** @type {HTMLLinkElement} */ (document.querySelector("[data-plan-styles]"));
    const there = new Promise((done) => {
      for (const end of ["load", "error"]) link.addEventListener(end, done); // readable without
    });
    const loaded = link.sheet; // then it is not told again
    link.media = "all";
    return loaded ? undefined : there;
  }

  function prepare() {
    builder.prepare(library, () => changed());
    giving.prepare({ link, title: () => plan.title, parts: () => plan.parts });
    player.prepare({ library, parts: () => plan.parts, key: written, whole, save: diary.save, ended: diary.show });
    diary.prepare();
    reminders.prepare();
    for (const form of home.querySelectorAll("[data-paste]")) form.addEventListener("submit", paste);
    for (const button of home.querySelectorAll("[data-print-plan]")) button.addEventListener("click", printPlan);
    find("[data-look]").addEventListener("click", look);
    find("[data-change]").addEventListener("click", change);
    find("[data-keep]").addEventListener("click", keepOrForget);
    find("[data-open-kept]").addEventListener("click", () => goTo(kept()));
    document.addEventListener("click", stayHere);
    addEventListener("hashchange", open);
  }

  // --- what the address holds

  function open() {
    clearTimeout(writing);
    const given = location.hash.length > 2 ? location.hash : location.search; // where a gateway has put it
    const [, add] = /^#add=([a-z0-9-]+)$/.exec(given) ?? [];
    const found = codec.find(given);
    if (add) return addTo(add);
    if (found.problem === "none") return build(draft());
    if (found.problem) return fail(found.problem);
    const { parts, gone } = dosing.meaning(found.plan, library);
    if (!parts.length) return fail("gone");
    take({ ...found.plan, parts });
    trouble = { gone, partly: found.unknown };
    const making = history.state?.making === true && !gone.length;
    history.replaceState({ making }, "", `${location.pathname}#${found.written}`);
    if (making) return build();
    showSheet().then(() => given.endsWith("&start") && library.pace && player.open(0));
  }

  /** @param {any} given */
  function take({ parts, title = "", note = "" }) {
    Object.assign(plan, { parts, title, note });
  }

  /** What was being made in this tab. */
  function draft() {
    const { plan: found } = codec.read(tab.get(DRAFT) ?? "");
    return found ? { ...found, parts: dosing.meaning(found, library).parts } : { parts: [] };
  }

  /** @param {string} slug */
  function addTo(slug) {
    build(draft());
    const exercise = library.bySlug.get(slug);
    history.replaceState({ making: true }, "", location.pathname);
    if (exercise) builder.add(exercise);
    settle(true); // at once: whoever adds from cards goes back to them
    find("#yours").focus();
  }

  /** @param {string} address */
  function goTo(address) {
    history.pushState(null, "", `#${address}`);
    open();
    scrollTo(0, 0);
  }

  const written = () => codec.write({ items: plan.parts.map(dosing.itemOf), title: plan.title, note: plan.note });
  const link = () => `${home.dataset.address}#${written()}`;

  /** A link to a place on this page would take the plan out of the address. @param {MouseEvent} event */
  function stayHere(event) {
    const anchor = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest('a[href^="#"]')
    );
    const place = anchor && document.getElementById(anchor.hash.slice(1));
    if (!place) return;
    event.preventDefault();
    if (place.tabIndex < 0) place.tabIndex = -1;
    place.focus();
    place.scrollIntoView();
  }

  // --- the views

  /** @param {string} name @param {string} title */
  function show(name, title) {
    for (const view of home.querySelectorAll("[data-view]"))
      /** @type {HTMLElement} */ (view).hidden = /** @type {HTMLElement} */ (view).dataset.view !== name;
    document.title = title;
    const heading = find(`[data-view=${name}] h1`);
    if (opened) heading.focus({ preventScroll: true });
    opened = true;
  }

  /** @param {string} problem */
  function fail(problem) {
    find("[data-trouble]").textContent = say(`problem_${problem}`);
    find("[data-trouble-why]").textContent = say(`problem_${problem}_why`);
    show("trouble", say(`problem_${problem}`));
  }

  /** @param {any} [given] */
  function build(given) {
    if (given) take(given);
    trouble = { gone: [], partly: false };
    showKept();
    builder.show(plan);
    show("build", say("make"));
    changed(false);
  }

  /** After each change: how long it is, what is warned of; a little later the address, the link, the sheet. @param {boolean} [write] */
  function changed(write = true) {
    for (const part of home.querySelectorAll("[data-when-filled]"))
      /** @type {HTMLElement} */ (part).hidden = !plan.parts.length;
    find("[data-length]").textContent = plan.parts.length ? length() : "";
    find("[data-note-left]").textContent = say("note_left", { n: codec.MOST.note - [...plan.note].length });
    warn(giving.personal(`${plan.title} ${plan.note}`));
    clearTimeout(writing);
    writing = setTimeout(() => settle(write), write ? 250 : 0); // typing would change the address too often
  }

  /** @param {string} words */
  function warn(words) {
    const box = find("[data-personal]");
    if (box.textContent !== words) box.textContent = words; // an alert speaks at each change
    box.hidden = !words;
  }

  /** @param {boolean} write */
  async function settle(write) {
    const address = plan.parts.length ? written() : "";
    tab.set(DRAFT, address || null);
    if (write) history.replaceState({ making: true }, "", location.pathname + (address && `#${address}`));
    if (!address) return;
    giving.renew();
    await whole().catch(() => {}); // so that paper has it, whoever prints
    const isWhole = plan.parts.every(({ exercise }) => exercise.more);
    if (isWhole) fillSheet(); // else a later change of the plan does it, or there is no network
  }

  const whole = () => source.complete(plan.parts.map(({ exercise }) => exercise));

  function length() {
    const count = say("exercises", { n: plan.parts.length });
    if (!library.pace) return `${count}.`;
    return say("length", {
      exercises: count,
      minutes: say("minutes", { n: dosing.minutes(dosing.planSeconds(plan.parts, library)) }),
    });
  }

  /** The plan's page, its exercises with their pages and pictures, and what to do when something is wrong. */
  async function keepForNoSignal() {
    const able = self.handbook.offline();
    if (!able) return;
    const exercises = plan.parts.map(({ exercise }) => exercise);
    const pages = ["", "safety/", "floor/", "offline/", ...exercises.map(({ slug }) => `exercises/${slug}/`)];
    const data = exercises.map(({ slug }) => `api/v1/exercises/${slug}.json`);
    const ours = [...pages, ...data].map((address) => source.path + address);
    find("[data-offline]").hidden = false;
    const said = find("[data-offline-said]");
    said.textContent = say("no_signal_doing");
    try {
      const { kept, off } = await (await able).keep([...ours, ...source.files(exercises)]);
      said.textContent = say(kept ? "no_signal_ready" : off ? "no_signal_off" : "no_signal_failed");
    } catch {
      said.textContent = say("no_signal_failed");
    }
  }

  async function showSheet() {
    try {
      await whole();
    } catch {
      return find("[data-no-list]").removeAttribute("hidden");
    }
    fillSheet();
    giving.renew();
    showKept();
    diary.show();
    player.offer();
    show("sheet", plan.title || say("yours"));
    keepForNoSignal();
  }

  const fillSheet = () => sheet.fill(plan, library, length(), trouble);

  async function look() {
    await settle(true);
    history.replaceState({ making: false }, "", location.href);
    await showSheet();
    scrollTo(0, 0);
  }

  function change() {
    history.replaceState({ making: true }, "", location.href);
    build();
    scrollTo(0, 0);
  }

  async function printPlan() {
    await whole();
    fillSheet();
    await sheet.printed();
  }

  /** @param {Event} event */
  function paste(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const found = codec.find(find("textarea", form).value);
    const problem = found.problem === "none" ? "pasted_none" : `problem_${found.problem}_why`;
    find("[data-pasted]", form).textContent = found.plan ? "" : say(problem);
    if (found.plan) goTo(found.written);
  }

  // --- the plan that is kept

  const kept = () => codec.read(device.get(KEPT) ?? "").written ?? "";

  function keepOrForget() {
    const forget = kept() === written();
    const done = device.set(KEPT, forget ? null : written());
    tell(say(done ? (forget ? "forgotten" : "kept") : "not_saved"));
    showKept();
  }

  function showKept() {
    const isKept = plan.parts.length > 0 && kept() === written();
    find("[data-keep]").textContent = say(isKept ? "forget" : "keep");
    find("[data-open-kept]").hidden = !kept();
  }
})();
