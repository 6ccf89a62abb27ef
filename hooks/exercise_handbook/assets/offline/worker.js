// The service worker: what was opened works without a network. Built into /sw.js behind a line that defines BUILD.
//
// Pages come from the network, so that changed words are seen at the first visit; the kept copy stands in where the
// network fails or takes too long. One version is one cache. What goes into it is what its build saw, by a digest, so that
// nothing of two versions ever meets: a page that is newer than this worker takes all it needs from the network, and the
// worker looks for its successor.

/* global BUILD */

(() => {
  "use strict";

  const worker = /** @type {any} */ (self);
  const ROOT = worker.registration.scope;
  const PREFIX = `handbook ${ROOT} `; // other sites on the same host have other scopes
  const CACHE = PREFIX + BUILD.version;
  const LIST = "offline/files.json"; // every file that may be kept: address → Kept
  const PATIENCE = 2000;
  const AT_ONCE = 6;

  /** The mark of a file's content, its bytes and, on a site of several languages, the folder of its own.
   *  @typedef {[string, number, string?]} Kept */

  /** @type {Promise<Record<string, Kept>> | null} */
  let list = null;
  const newer = new Map(); // a page that was opened → a promise: is it newer than this worker?

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(activate()));
  worker.addEventListener("fetch", answer);
  worker.addEventListener("message", (/** @type {any} */ event) => event.waitUntil(hear(event)));

  // --- a version: whole, or not at all

  async function install() {
    try {
      const older = (await ours()).filter((name) => name !== CACHE);
      const cache = await caches.open(CACHE);
      await cache.put(ROOT + LIST, await expected(LIST, BUILD.version));
      const known = await files();
      const kept = (await Promise.all(older.map(keptIn))).flat();
      await keep(
        [...new Set(kept)].filter((address) => known[address]),
        older,
      );
    } catch (reason) {
      await caches.delete(CACHE); // the version before goes on as it was
      throw reason;
    }
    await worker.skipWaiting();
  }

  async function activate() {
    for (const name of await ours()) if (name !== CACHE) await caches.delete(name);
    await worker.clients.claim();
  }

  const ours = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX));

  /** @param {string} name of a cache */
  async function keptIn(name) {
    if (!(await caches.has(name))) return [];
    const requests = await (await caches.open(name)).keys();
    return requests.map(({ url }) => url.slice(ROOT.length)).filter((address) => address !== LIST);
  }

  function files() {
    list ??= keptAt(LIST).then((found) => found?.json() ?? {});
    return list;
  }

  /** What this version keeps. To open its cache would begin one anew where a reader has removed it. @param {string} address @returns {Promise<Response | undefined>} */
  const keptAt = (address) => caches.match(ROOT + address, { cacheName: CACHE });

  /** Keep one answer more, unless a reader has removed all meanwhile. @param {string} address @param {Response} answered */
  async function add(address, answered) {
    if (await caches.has(CACHE)) await (await caches.open(CACHE)).put(ROOT + address, answered);
  }

  /** From an older cache where it is the same, else from the network. @param {string[]} addresses @param {string[]} [older] */
  async function keep(addresses, older = []) {
    const cache = await caches.open(CACHE);
    const known = await files();
    const waiting = [...addresses];
    const work = async () => {
      for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
        if (await cache.match(ROOT + address)) continue;
        await cache.put(
          ROOT + address,
          (await unchanged(address, older)) ?? (await expected(address, known[address][0])),
        );
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** @param {string} address @param {string[]} older */
  async function unchanged(address, older) {
    const known = await files();
    for (const name of older) {
      const found = await (await caches.open(name)).match(ROOT + address);
      if (found && (await markOf(found)) === known[address][0]) return found;
    }
    return undefined;
  }

  /** What the build saw, and nothing else: a deploy that is half done, or an old copy on the way, is refused. @param {string} address @param {string} mark */
  async function expected(address, mark) {
    const answered = await fetch(new Request(ROOT + address, { cache: "no-cache", credentials: "same-origin" }));
    if (!answered.ok || answered.redirected) throw new Error(`${address}: ${answered.status}`);
    if ((await markOf(answered)) !== mark) throw new Error(`${address}: not of this version`);
    return answered;
  }

  /** @param {Response} answered @returns {Promise<string>} */
  async function markOf(answered) {
    const content = await answered.clone().arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
    return [...digest.slice(0, BUILD.mark)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  // --- answers

  /** @param {any} event */
  function answer(event) {
    const { request } = event;
    if (request.method !== "GET" || !request.url.startsWith(ROOT)) return;
    if (request.mode === "navigate") event.respondWith(page(event));
    else if (addressOf(request) !== "sw.js") event.respondWith(part(event));
  }

  /** Without what follows ? and #: a plan is behind #, and nothing may note it. @param {Request} request */
  function addressOf({ url, mode }) {
    const address = url.slice(ROOT.length).split(/[?#]/)[0];
    if (mode !== "navigate") return address;
    return address.replace(/(^|\/)index\.html$/, "$1").replace(/([^/])$/, "$1/");
  }

  /** The network first; the kept copy where it fails, is out of order, or takes too long. @param {any} event */
  async function page(event) {
    const address = addressOf(event.request);
    const kept = await keptAt(address);
    const asked = fetch(new Request(event.request, { cache: "no-cache" })); // hosts that say nothing let copies grow old
    try {
      const answered = await (kept ? Promise.race([asked, late()]) : asked);
      if (kept && answered.status >= 500) return kept;
      note(event, address, answered.clone());
      return answered;
    } catch {
      return kept ?? absent(address);
    }
  }

  const late = () => new Promise((_, fail) => setTimeout(fail, PATIENCE));

  /** Whether a page that was fetched is of this version: then it is kept, else a successor is looked for. @param {any} event @param {string} address @param {Response} answered */
  function note(event, address, answered) {
    const isNewer = look(address, answered).catch(() => false);
    newer.set(event.resultingClientId, isNewer);
    event.waitUntil(isNewer);
  }

  /** @param {string} address @param {Response} answered */
  async function look(address, answered) {
    const [mark] = (await files())[address] ?? [];
    if (!mark || !answered.ok || answered.redirected) return false;
    if ((await markOf(answered)) === mark) {
      await add(address, answered);
      return false;
    }
    await worker.registration.update().catch(() => {});
    return true;
  }

  /** What a page needs: from its own version alone. @param {any} event */
  async function part(event) {
    const { request, clientId } = event;
    const address = addressOf(request);
    const [mark] = (await files())[address] ?? [];
    const asked = new URL(request.url).search.slice(1); // a script names what it expects
    const isOurs = mark && (!asked || asked === mark) && (isNamedByContent(address) || !(await newer.get(clientId)));
    if (!isOurs) return fetch(request);
    const kept = await keptAt(address);
    if (kept) return kept;
    const answered = await fetch(request);
    event.waitUntil(keepIfExpected(address, mark, answered.clone()));
    return answered;
  }

  /** @param {string} address */
  const isNamedByContent = (address) => address.startsWith("assets/");

  /** @param {string} address @param {string} mark @param {Response} answered */
  async function keepIfExpected(address, mark, answered) {
    if (answered.status === 200 && (await markOf(answered)) === mark) await add(address, answered);
  }

  /** What is said of a page that is not kept, in its language. @param {string} address */
  function absent(address) {
    const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" };
    const path = Object.keys(BUILD.absent).findLast((one) => address.startsWith(one)) ?? "";
    return new Response(BUILD.absent[path].replaceAll("{root}", ROOT + path), { status: 503, headers });
  }

  // --- what pages ask

  /** @param {any} event */
  async function hear({ data, ports: [port] }) {
    const known = await files();
    const isAll = typeof data.all === "string"; // the language whose files are wanted
    const ofIt = (/** @type {string} */ one) => (known[one][2] ?? data.all) === data.all;
    const wanted = isAll
      ? Object.keys(known).filter(ofIt)
      : (data.keep ?? []).filter((/** @type {string} */ one) => known[one]);
    try {
      if (data.keep || isAll) await keep(wanted);
      port.postMessage({ kept: true, ...(await left(known, isAll ? ofIt : () => true)) });
    } catch {
      port.postMessage({ kept: false, ...(await left(known, isAll ? ofIt : () => true)) });
    }
  }

  /** How many bytes of some files are kept, and how many are not. @param {Record<string, Kept>} known @param {(address: string) => boolean} counts */
  async function left(known, counts) {
    const kept = new Set(await keptIn(CACHE));
    const sum = (/** @type {boolean} */ which) =>
      Object.entries(known).reduce(
        (total, [address, [, bytes]]) => total + (counts(address) && kept.has(address) === which ? bytes : 0),
        0,
      );
    return { here: sum(true), missing: sum(false) };
  }
})();
