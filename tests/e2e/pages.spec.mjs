// Every page of the demo competition: accessible, within its width, well-behaved, light enough.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';
import { firstLoad } from './weight.mjs';

const PAGES = {
  visitor: ['', '/c/peaceapp-demo', '/c/peaceapp-demo/results', '/c/peaceapp-next', '/sign-in', '/sign-up', '/no-such-page'],
  organiser: ['', '/settings', '/entries', '/panel', '/assignment', '/scores', '/results', '/log', '/tracks/functioning'].map(
    (page) => `/c/peaceapp-demo/organise${page}`,
  ),
  judge: ['/c/peaceapp-demo/judge', '/c/peaceapp-demo/judge/profile', '/c/peaceapp-demo/judge/conflicts', '/work'],
  team: ['/c/peaceapp-demo/entries', '/c/peaceapp-next/enter', '/work'],
};

let server, browser;
const sessions = {};
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  for (const role of ['organiser', 'judge', 'team']) sessions[role] = await signIn(browser, server, role);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [role, paths] of Object.entries(PAGES)) {
  for (const path of paths) {
    test(`${role} ${path || '/'}`, async () => {
      for (const [locale, width, dark] of [
        ['en', 1280, false],
        ['ar', 1280, true],
        ['ar', 320, false],
        ['en', 320, true],
      ]) {
        const visitor = { origin: server.origin, session: sessions[role], width, dark, expected: [/404/] };
        await withVisitor(browser, visitor, async (page) => {
          await page.goto(`/${locale}${path}`, { waitUntil: 'load' });
          await assertAccessible(page);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${locale}${path} is ${wide} wide on ${width}`);
        });
      }
    });
  }
}

test('a public page is at most 60 KB on first load and carries no script', async () => {
  for (const path of ['/en', '/en/c/peaceapp-demo', '/en/c/peaceapp-demo/results']) {
    const { total, requests } = await firstLoad(browser, path, { origin: server.origin, expected: [/404/] });
    assert.ok(total <= 60_000, `${path}: ${total} bytes`);
    const scripts = requests.map(({ url }) => url).filter((url) => /\.(js|wasm)$/.test(url));
    assert.deepEqual(scripts, [], path);
  }
});
