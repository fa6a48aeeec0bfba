// Opens the phone's pages without a network. It keeps the files of the application and nothing else:
// answers of the server lie in the page's own store, by account (src/ui/offline).
// `{{version}}` and the files are put in by tools/build-web.mjs.
const CACHE = 'zhiben-m-{{version}}';
const FILES = ['{{files}}'];
const SHELL = '/m';
const ours = new Set(FILES);

self.addEventListener('install', (event) => {
  const all = [SHELL, ...FILES].map((url) => new Request(url, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(all)));
});

/** The last version stays beside this one, for tabs that still show it. */
async function tidy() {
  const names = (await caches.keys()).filter((name) => name.startsWith('zhiben-m-'));
  const old = names.filter((name) => name !== CACHE).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener('activate', (event) => event.waitUntil(tidy()));

async function kept(request, name) {
  const cache = await caches.open(CACHE);
  return (await cache.match(name)) ?? (await caches.match(name)) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (/^\/(m|s)(\/|$)/.test(pathname)) event.respondWith(kept(request, SHELL));
  } else if (pathname.startsWith('/assets/')) {
    if (ours.has(pathname)) event.respondWith(kept(request, pathname));
  }
});

self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') self.skipWaiting();
});
