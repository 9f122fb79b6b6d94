/** Served in the place of Calot's worker where it is turned off: it lets go of what was kept, and of itself. */

/* global self, caches */

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const kept = (await caches.keys()).filter((name) => name.startsWith("calot-"));
  await Promise.all(kept.map((name) => caches.delete(name)));
  await self.registration.unregister();
}
