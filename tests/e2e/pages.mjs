// A site with its people signed in, and what every page has to be.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser, withVisitor } from './browser.mjs';
import { beginEntry } from './entry.mjs';
import { looked } from './looked.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';

/** What leads nowhere, or not yet: the pages that say so are looked at, too. */
const MISSING = ['/no-such-page', '/c/peaceapp-demo/results', '/c/peaceapp-demo/statistics'];

/** A server and a browser for the tests of a file; `paths` leads to an entry that was begun. */
export function demo() {
  const site = { sessions: {} };
  before(async () => {
    site.server = await startServer();
    site.browser = await openBrowser();
    for (const role of ['organiser', 'judge', 'team']) site.sessions[role] = await signIn(site.browser, site.server, role);
    site.paths = await beginEntry(site.browser, site.server, site.sessions.team);
  });
  after(async () => {
    await site.browser?.close();
    await site.server?.stop();
  });
  site.as = (role, visit) => withVisitor(site.browser, { origin: site.server.origin, session: site.sessions[role] }, visit);
  site.assertPage = (role, path) => assertPage(site, role, path);
  site.testPages = (role, all) => all.forEach((path) => test(`${role} ${path || '/'}`, () => assertPage(site, role, path)));
  return site;
}

/** Accessible and within its width, in both directions, light and dark. */
async function assertPage({ server, browser, sessions }, role, path) {
  for (const [locale, width, dark] of [
    ['en', 1280, false],
    ['ar', 1280, true],
    ['ar', 320, false],
    ['en', 320, true],
  ]) {
    const status = MISSING.includes(path) ? 404 : 200;
    const expected = status === 404 ? [/404/] : [];
    const visitor = { origin: server.origin, session: sessions[role], width, dark, expected };
    await withVisitor(browser, visitor, async (page) => {
      const reply = await page.goto(`/${locale}${path}`, { waitUntil: 'load' });
      assert.equal(reply.status(), status, `${role} ${path}`);
      await looked(page);
    });
  }
}
