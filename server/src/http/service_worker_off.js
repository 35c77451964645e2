// Takes the worker of this site, and all that it kept, off the device.
'use strict';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(end()));

async function end() {
  for (const name of await caches.keys()) {
    if (name.startsWith('peaceapp-')) await caches.delete(name);
  }
  await self.registration.unregister();
}
