/**
 * What keeps Calot's pages for times without reception. It keeps what `CALOT` names, which the server writes before it, and
 * the pictures that a page has put into a cache of its person's; nothing else: no answer of the API, no page with a name.
 */

/* global CALOT, self, caches, clients */

const PREFIX = "calot-app ";
const OWN = PREFIX + CALOT.version;
const FRAMES = "calot-frames ";
/** Under this address stand, in the own cache, the ids of the pages that were open when this version took over. */
const OPEN_BEFORE = "/sw.js/open-before";
const STAGE = new RegExp(CALOT.stage);
const FRAME = /^\/api\/cases\/[0-9a-f-]{36}\/frame$/;

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const { method, mode, url: address } = event.request;
  const url = new URL(address);
  if (method !== "GET" || url.origin !== self.location.origin) return;
  if (mode === "navigate") {
    event.waitUntil(tidy());
    event.respondWith(page(event.request, url));
  } else if (url.pathname.startsWith("/_next/static/") || url.pathname === "/language")
    event.respondWith(file(event.request));
  else if (FRAME.test(url.pathname)) event.respondWith(frame(event.request, url));
});

/** Keeps this version whole, or not at all: what fails is tried again when the browser next looks for a new version. */
async function install() {
  const own = await caches.open(OWN);
  for (const name of Object.keys(CALOT.shells)) {
    const { path, etag } = CALOT.shells[name];
    const answer = await fetch(path, { cache: "no-cache", credentials: "omit" });
    // Of several servers, one may still be of the version before.
    if (!answer.ok || answer.headers.get("etag") !== etag) throw new Error(`${path} is of another version.`);
    await own.put(path, answer);
  }
  for (const path of CALOT.files) {
    const there = await caches.match(path, { ignoreVary: true });
    const answer = there ?? (await fetch(path));
    if (!answer.ok) throw new Error(`${path} is not there.`);
    await own.put(path, answer);
  }
  await self.skipWaiting();
}

/** A page that is open may yet ask for files of the version that it came with: they stay for as long as it does. */
async function takeOver() {
  const own = await caches.open(OWN);
  await own.put(OPEN_BEFORE, new Response(JSON.stringify(await openPages())));
  await tidy();
}

const openPages = async () =>
  (await clients.matchAll({ type: "window", includeUncontrolled: true })).map(({ id }) => id);

/** Lets go of the versions before, once no page is open that may come from them. */
async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== OWN);
  if (old.length === 0) return;
  const noted = await (await caches.open(OWN)).match(OPEN_BEFORE);
  const before = noted ? await noted.json() : [];
  const open = new Set(await openPages());
  if (before.some((id) => open.has(id))) return;
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * A page that is the same for everybody is opened from here at once, with the files that belong to it; the browser looks
 * for a new version meanwhile, and the next opening has it. Any other comes from the server, or not at all.
 */
async function page(request, url) {
  const own = await caches.open(OWN);
  const name = STAGE.test(url.pathname) ? "stage" : url.pathname === CALOT.shells.along.path ? "along" : null;
  const kept = name && (await own.match(CALOT.shells[name].path, { ignoreVary: true }));
  if (kept) return kept;
  const without = () => own.match(CALOT.shells.along.path, { ignoreVary: true });
  try {
    const answer = await fetch(request);
    return (isAway(answer) && (await without())) || answer;
  } catch (error) {
    const shown = await without();
    if (shown) return shown;
    throw error;
  }
}

/** Whether what stands before Calot says that it isn't there: Calot's own pages have its policy. */
function isAway({ status, headers }) {
  const policy = headers.get("content-security-policy") ?? "";
  return (status === 502 || status === 503 || status === 504) && !/'(?:nonce|sha256)-/.test(policy);
}

/** Files are told apart by their names: what is kept is what the server has. */
async function file(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A picture comes from the server where there is one; else as it was taken along, in the width that was taken. */
async function frame(request, url) {
  const answer = await fetch(request).catch(() => null);
  url.searchParams.delete("w");
  const address = url.pathname + url.search;
  const names = (await caches.keys()).filter((each) => each.startsWith(FRAMES));
  const taken = await Promise.all(names.map((name) => caches.open(name)));
  if (answer && !isAway(answer)) {
    // Taken back, or removed for good: it goes from here too.
    if (answer.status === 404 || answer.status === 410) {
      await Promise.all(taken.map((cache) => cache.delete(address, { ignoreVary: true })));
    }
    return answer;
  }
  for (const cache of taken) {
    const kept = await cache.match(address, { ignoreVary: true });
    if (kept) return kept;
  }
  return answer ?? Response.error();
}
