// Keeps a judge's own pages, so that entries can be read and scored without a network. Version %VERSION%.
//
// Only what a desk asks for is kept, and only if it was drawn for the account that asked: a page of anybody else is not
// put away, whoever is signed in when it is fetched. Signing in or out forgets everything; so does a month without a desk.
// Pages come from the network whenever it answers. What was written on them is kept by the pages themselves.
'use strict';

const STATE = 'peaceapp-state';
const PAGES = 'peaceapp-pages-';
const NOW = `${PAGES}%VERSION%`;
const MONTH = 30 * 86_400_000;
/** A copy younger than this is not fetched again. */
const FRESH = 3_600_000;
/** How long the network is waited for where there is a copy. */
const PATIENCE = 6_000;
const KEEPABLE = /^\/[a-z]{2}\/(judge\/entries\/[0-9a-f-]{36}|c\/[^/]+\/judge)$/;
const ASSET = /\/pkg\/[\w.-]+/g;
const KEPT_AT = 'x-kept-at';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(renew()));
self.addEventListener('message', (event) => {
  event.waitUntil(keep(event.data).then((kept) => event.source.postMessage({ kept })));
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === 'POST' && pathname.startsWith('/api/accounts/')) event.waitUntil(wipe());
  if (request.method !== 'GET') return;
  if (pathname.startsWith('/pkg/')) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && KEEPABLE.test(pathname)) event.respondWith(page(event, pathname));
});

/** For whom which pages are kept, by desk; `null` for nobody. */
async function read() {
  const found = await (await caches.open(STATE)).match('/state');
  const state = found ? await found.json() : null;
  if (!state || Date.now() - state.at <= MONTH) return state;
  await wipe();
  return null;
}

const pagesOf = (state) => [...new Set(Object.values(state.desks).flat())];

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith('peaceapp-'));
}

async function wipe() {
  await Promise.all((await names()).map((name) => caches.delete(name)));
}

/** What a desk asks for; gives the pages that are here then. */
async function keep({ account, desk, pages }) {
  let state = await read();
  if (state?.account !== account) {
    await wipe();
    state = null;
  }
  const desks = { ...state?.desks, [desk]: pages.filter((path) => KEEPABLE.test(path)) };
  state = { account, desks, at: Date.now() };
  await (await caches.open(STATE)).put('/state', new Response(JSON.stringify(state)));
  return fill(state);
}

/** After a new version came: the copies are made anew before the old ones go. */
async function renew() {
  await self.clients.claim();
  const state = await read();
  if (state) await fill(state);
  else await wipe();
}

async function fill(state) {
  const cache = await caches.open(NOW);
  const wanted = pagesOf(state);
  for (const path of wanted) {
    const copy = await cache.match(path);
    if (copy && Date.now() - Number(copy.headers.get(KEPT_AT)) < FRESH) continue;
    try {
      // Kept for later: nobody has opened it.
      const headers = { accept: 'text/html', purpose: 'prefetch' };
      await put(cache, state.account, path, await fetch(path, { headers, redirect: 'manual' }));
    } catch {
      // No network: what is here stays.
    }
  }
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (!pathname.startsWith('/pkg/') && !wanted.includes(pathname)) await cache.delete(request);
  }
  const here = await Promise.all(wanted.map((path) => cache.match(path)));
  if (here.every(Boolean)) {
    const old = (await names()).filter((name) => name.startsWith(PAGES) && name !== NOW);
    await Promise.all(old.map((name) => caches.delete(name)));
  }
  const kept = await Promise.all(wanted.map(find));
  return wanted.filter((_, index) => kept[index]);
}

/** Puts a page away with all it needs, if it is there and is this account's. */
async function put(cache, account, path, response) {
  if (response.status === 404) await forget(path);
  if (response.status !== 200) return;
  const text = await response.text();
  if (!text.includes(account)) return;
  for (const address of new Set(text.match(ASSET))) {
    if (!(await caches.match(address))) await cache.add(address);
  }
  const headers = new Headers(response.headers);
  headers.set(KEPT_AT, String(Date.now()));
  headers.delete('content-encoding');
  headers.delete('content-length');
  await cache.put(path, new Response(text, { headers }));
}

async function forget(path) {
  for (const name of await names()) await (await caches.open(name)).delete(path);
}

async function find(path) {
  return (await (await caches.open(NOW)).match(path)) ?? caches.match(path);
}

async function asset(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/** A page from the network, or else its copy: when nobody answers, or only something in between. */
async function page(event, path) {
  const state = await read();
  const copy = state && pagesOf(state).includes(path) ? await find(path) : undefined;
  try {
    const response = await (copy ? patiently(fetch(event.request)) : fetch(event.request));
    if (copy && response.status >= 500) return copy;
    if (copy) {
      const again = response.clone();
      event.waitUntil(caches.open(NOW).then((cache) => put(cache, state.account, path, again)));
    }
    return response;
  } catch (error) {
    if (copy) return copy;
    throw error;
  }
}

function patiently(answer) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no answer in time')), PATIENCE);
    answer.then(resolve, reject);
  });
}
