// A site with its people signed in, and what every page has to be.
import { after, before, test } from 'node:test';
import { openBrowser, withVisitor } from './browser.mjs';
import { beginEntry } from './entry.mjs';
import { looked } from './looked.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';

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
    const visitor = { origin: server.origin, session: sessions[role], width, dark, expected: [/404/] };
    await withVisitor(browser, visitor, async (page) => {
      await page.goto(`/${locale}${path}`, { waitUntil: 'load' });
      await looked(page);
    });
  }
}
