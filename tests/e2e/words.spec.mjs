// What people write is read, never run: with the content security policy switched off, so that nothing else stands in between.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { attacks } from './attacks.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';

const ELEMENTS = ['A', 'BLOCKQUOTE', 'BR', 'CODE', 'EM', 'H3', 'H4', 'HR', 'LI', 'OL', 'P', 'PRE', 'SPAN', 'STRONG', 'UL'];
const ATTRIBUTES = ['class', 'dir', 'href', 'rel', 'start'];
/** As many as rules of a competition hold. */
const AT_ONCE = 150;

let server, browser, session;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  session = await signIn(browser, server, 'organiser');
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('of 500 attempts to write a script none runs', async () => {
  const all = attacks();
  assert.ok(all.length >= 500, `${all.length} attempts`);
  for (let from = 0; from < all.length; from += AT_ONCE) {
    await withVisitor(browser, { origin: server.origin, session }, async (page) => {
      await page.goto('/en/c/peaceapp-next/organise/settings');
      const form = page.locator('form[action="/api/competition/publish_rules"]');
      await form.locator('xpath=ancestor::details').evaluate((details) => (details.open = true));
      await form.locator('[name=text]').fill(all.slice(from, from + AT_ONCE).join('\n\n'));
      await form.locator('button').click();
      await page.waitForURL(/done=/);
    });
    await withVisitor(browser, { origin: server.origin, policy: false }, async (page) => {
      await page.addInitScript(() => {
        window.hits = 0;
        window.hit = window.alert = () => (window.hits += 1);
      });
      await page.goto('/en/c/peaceapp-next');
      const read = await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true;
        const within = [...document.querySelectorAll('.prose *')];
        return {
          elements: [...new Set(within.map((element) => element.tagName))],
          attributes: [...new Set(within.flatMap((element) => element.getAttributeNames()))],
          links: within.filter((element) => element.tagName === 'A').map((element) => element.getAttribute('href')),
          text: within.map((element) => element.textContent).join(' '),
        };
      });
      assert.deepEqual(read.elements.filter((name) => !ELEMENTS.includes(name)), []);
      assert.deepEqual(read.attributes.filter((name) => !ATTRIBUTES.includes(name)), []);
      assert.deepEqual(read.links.filter((href) => !/^https?:\/\/[^@]+$/.test(href)), []);
      assert.match(read.text, /hit\(\)/, 'what was typed is there to be read');
      await page.waitForTimeout(200);
      assert.equal(await page.evaluate(() => window.hits), 0);
    });
  }
});
