import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { wholeJob } from './journey.mjs';
import { startServer } from './server.mjs';

let server, browser;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const js of [false, true]) {
  test(`from entry to published ranking ${js ? 'with' : 'without'} scripts`, async () => {
    const text = await wholeJob(browser, server, { js, slug: js ? 'with-scripts' : 'without-scripts' });
    assert.match(text, /Ballot <Walk> & co/);
    assert.match(text, /Kiosk Nine/);
  });
}
