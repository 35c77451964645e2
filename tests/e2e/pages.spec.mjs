// Every page of the demo competition: accessible, within its width, well-behaved, light enough.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { beginEntry } from './entry.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';
import { firstLoad } from './weight.mjs';

const PAGES = {
  visitor: ['', '/c/peaceapp-demo', '/c/peaceapp-demo/results', '/c/peaceapp-demo/statistics', '/c/peaceapp-next', '/c/peaceapp-next?zone=Mars', '/c/peaceapp-next/rules', '/c/peaceapp-next/questions', '/c/peaceapp-next/eligibility', '/c/peaceapp-next/eligibility?sent=1', '/c/peaceapp-demo/jury', '/sign-in', '/sign-up', '/no-such-page'],
  organiser: ['', '/settings', '/eligibility', '/questions', '/entries', '/entries/counts', '/entries/consents', '/closes', '/panel', '/panel/capacity', '/panel/capacity?entries=ten', '/assignment', '/scores', '/scores/further', '/results', '/messages', '/messages/reminders', '/messages/texts/entry_submitted', '/organisers', '/copy', '/statistics', '/log', '/tracks/functioning'].map(
    (page) => `/c/peaceapp-demo/organise${page}`,
  ),
  judge: ['/c/peaceapp-demo/judge', '/c/peaceapp-demo/judge/profile', '/c/peaceapp-demo/judge/conflicts', '/work'],
  team: ['/c/peaceapp-demo/entries', '/c/peaceapp-next/enter', '/work', '/account'],
};

let server, browser, paths;
const sessions = {};
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  for (const role of ['organiser', 'judge', 'team']) sessions[role] = await signIn(browser, server, role);
  paths = await beginEntry(browser, server, sessions.team);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

for (const [role, all] of Object.entries(PAGES)) {
  for (const path of all) test(`${role} ${path || '/'}`, () => assertPage(role, path));
}

test('team: the desk, the form and the team of an entry', async () => {
  for (const path of ['', '/edit', '/track', '/team']) await assertPage('team', paths.entry + path);
});
test('organiser: an entry with look-alikes, a concern and links to be checked', async () => {
  const session = sessions.organiser;
  const path = await withVisitor(browser, { origin: server.origin, session }, async (page) => {
    await page.goto('/en/c/peaceapp-demo/organise/entries');
    await page.locator('form[action="/api/entries/compare"] button').click();
    await page.waitForURL(/done=compared/);
    await page.locator('tbody a').first().click();
    const raise = page.locator('details', { has: page.locator('form[action="/api/entries/raise_concern"]') });
    await raise.locator('summary').click();
    await raise.locator('[name=concern_text]').fill('Names a village.');
    await raise.locator('button').click();
    await page.waitForURL(/done=screening-recorded/);
    return new URL(page.url()).pathname.replace(/^\/en/, '');
  });
  await assertPage('organiser', path);
  await assertPage('organiser', '/c/peaceapp-demo/organise/entries?concern=on');
  await assertPage('organiser', '/c/peaceapp-next/organise/entries/consents');
});
test('visitor: what a guardian is asked', () => assertPage('visitor', paths.consent));
test('visitor: what a guardian comes back to', async () => {
  await withVisitor(browser, { origin: server.origin }, async (page) => {
    await page.goto(`/en${paths.consent}`);
    await page.locator('[name=answer][value=given]').check();
    await page.locator('form[action="/api/entries/answer_consent"] button').click();
    await page.waitForURL(/done=consent-answered/);
  });
  await assertPage('visitor', paths.consent);
});
test('visitor: a question, answered; rules that changed', async () => {
  const text = 'May a class of a school enter together?';
  await withVisitor(browser, { origin: server.origin, session: sessions.team }, async (page) => {
    await page.goto('/en/c/peaceapp-next/questions');
    const form = page.locator('form[action="/api/competition/ask"]');
    await form.locator('[name=text]').fill(text);
    await form.locator('button').click();
    await page.waitForURL(/done=inquiry-asked/);
  });
  await assertPage('team', '/c/peaceapp-next/questions');
  const answer = await withVisitor(browser, { origin: server.origin, session: sessions.organiser }, async (page) => {
    await page.goto('/en/c/peaceapp-next/organise/questions');
    await page.locator('a[href*="/organise/questions/"]').first().click();
    await page.waitForURL(/questions\/[0-9a-f-]{36}/);
    return new URL(page.url()).pathname.slice('/en'.length);
  });
  await assertPage('organiser', answer);
  await withVisitor(browser, { origin: server.origin, session: sessions.organiser }, async (page) => {
    await page.goto(`/en${answer}`);
    await page.locator('[name=outcome][value=published]').check();
    await page.locator('[name=answer]').fill('Yes, with *each pupil* as a member.');
    await page.locator('form[action="/api/competition/answer_inquiry"] button').click();
    await page.waitForURL(/done=inquiry-answered/);
    await page.goto('/en/c/peaceapp-next/organise/settings');
    const rules = page.locator('form[action="/api/competition/publish_rules"]');
    await rules.locator('xpath=ancestor::details').evaluate((details) => (details.open = true));
    const old = await rules.locator('[name=text]').inputValue();
    await rules.locator('[name=text]').fill(old.replace('13 or older', '16 or older'));
    await rules.locator('button').click();
    await page.waitForURL(/done=/);
  });
  await withVisitor(browser, { origin: server.origin }, async (page) => {
    await page.goto('/en/c/peaceapp-next/questions');
    assert.equal(await page.getByText(text).count(), 1);
    await page.goto('/en/c/peaceapp-next/rules');
    assert.match(await page.locator('del').innerText(), /13/);
  });
  for (const path of ['/questions', '/rules', '/rules?version=1']) await assertPage('visitor', `/c/peaceapp-next${path}`);
});
test('judge: what somebody is invited to', () => assertPage('judge', paths.join));

/** Accessible and within its width, in both directions, light and dark. */
async function assertPage(role, path) {
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
}

test('a public page is at most 60 KB on first load and carries no script', async () => {
  for (const path of ['/en', '/en/c/peaceapp-demo', '/en/c/peaceapp-demo/results', '/en/c/peaceapp-next/questions', '/en/c/peaceapp-next/rules', '/en/c/peaceapp-next/eligibility', '/en/c/peaceapp-demo/jury', '/en/c/peaceapp-next?zone=']) {
    const { total, requests } = await firstLoad(browser, path, { origin: server.origin, expected: [/404/] });
    assert.ok(total <= 60_000, `${path}: ${total} bytes`);
    const scripts = requests.map(({ url }) => url).filter((url) => /\.(js|wasm)$/.test(url));
    assert.deepEqual(scripts, [], path);
  }
});
