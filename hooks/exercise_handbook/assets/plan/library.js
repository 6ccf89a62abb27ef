// The library as the page of plans needs it: a list to choose from, and the whole of those exercises that are chosen.
// Both are named by what they hold, so that a page never meets a list or an exercise of another version.

(() => {
  "use strict";

  const { home, element } = self.plans;
  const root = new URL(home.dataset.root, location.href).href;
  const site = new URL(home.dataset.site ?? home.dataset.root, location.href).href; // where all languages begin
  const path = root.slice(site.length); // the folder of this language, such as es/
  const asked = new Map(); // the slug of an exercise → a promise of the whole of it

  /** Opened as files, pages may fetch nothing: `make zip` puts it all into a script. */
  const asFiles = location.protocol === "file:";

  async function load() {
    if (asFiles) await self.handbook.load(home.dataset.files);
    const library = asFiles ? self.planFiles.list : await json(home.dataset.list);
    const byCode = new Map();
    for (const one of library.exercises) for (const code of [one.code, ...one.was]) byCode.set(code, one);
    return { ...library, byCode, bySlug: new Map(library.exercises.map((/** @type {any} */ one) => [one.slug, one])) };
  }

  /** @param {string} address */
  async function json(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    return answer.json();
  }

  /** Fetch the whole of these exercises, each once, and put it into them as `more`. @param {any[]} exercises */
  async function complete(exercises) {
    await Promise.all(exercises.map(async (one) => (one.more ??= await whole(one))));
  }

  /** @param {any} one */
  function whole({ slug, mark }) {
    if (asFiles) return self.planFiles.exercises[slug];
    if (!asked.has(slug)) {
      const answer = json(`${root}api/v1/exercises/${slug}.json?${mark}`).then(({ exercise }) => exercise);
      answer.catch(() => asked.delete(slug)); // asked again when it is needed again
      asked.set(slug, answer);
    }
    return asked.get(slug);
  }

  /** The data have whole web addresses; here it is whatever address this copy of the site is at. @param {string} address */
  const here = (address) => site + address.slice(home.dataset.address.length - `${path}plan/`.length);

  /** A picture, its dark twin on dark pages. @param {any} figure @param {string} alt @param {Record<string, any>} [more] */
  function picture(figure, alt, more = {}) {
    const light = element("img", {
      src: here(figure.address),
      alt,
      width: figure.width,
      height: figure.height,
      ...more,
    });
    if (!figure.dark) return light;
    const dark = element("source", {
      media: "screen and (prefers-color-scheme: dark)",
      srcset: here(figure.dark.address),
    });
    self.handbook.followTheme(dark);
    return element("picture", {}, dark, light);
  }

  /** The addresses of what these exercises show, from the site's root. @param {any[]} exercises */
  function files(exercises) {
    const figures = exercises.flatMap(({ more }) => more.figures).filter(({ shows }) => shows !== "variation");
    const shown = figures.flatMap((one) => (one.dark ? [one, one.dark] : [one])).map(({ address }) => address);
    const moving = exercises.flatMap(({ more }) => more.movement ?? []);
    return [...shown, ...moving].map((address) => here(address).slice(site.length));
  }

  self.plans.library = { load, complete, picture, files, here, root, path };
})();
