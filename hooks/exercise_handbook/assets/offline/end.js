// In the place of the service worker this ends it: it clears what was kept, goes away, and loads open pages anew. It has
// to stay there for a year: where sw.js is missing, browsers keep the worker that they have.

(() => {
  "use strict";

  const worker = /** @type {any} */ (self);

  worker.addEventListener("install", () => worker.skipWaiting());
  worker.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(end()));

  async function end() {
    const mine = `handbook ${worker.registration.scope} `;
    for (const name of await caches.keys()) if (name.startsWith(mine)) await caches.delete(name);
    await worker.registration.unregister();
    for (const page of await worker.clients.matchAll({ type: "window" })) page.navigate(page.url).catch(() => {});
  }
})();
