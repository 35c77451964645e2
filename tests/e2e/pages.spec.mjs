// Every page of the demo competition but the organisers': accessible, within its width, well-behaved, light enough.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demo } from './pages.mjs';
import { meter } from './meter.mjs';
import { firstLoad } from './weight.mjs';
import { withVisitor } from './browser.mjs';

const PAGES = {
  visitor: ['', '/c/peaceapp-demo', '/c/peaceapp-demo/results', '/c/peaceapp-demo/appeals', '/c/peaceapp-demo/statistics', '/c/peaceapp-next', '/c/peaceapp-next?zone=Mars', '/c/peaceapp-next/rules', '/c/peaceapp-next/questions', '/c/peaceapp-next/eligibility', '/c/peaceapp-next/eligibility?sent=1', '/c/peaceapp-demo/jury', '/sign-in', '/sign-up', '/sign-out', '/no-such-page'],
  judge: ['/c/peaceapp-demo/judge', '/c/peaceapp-demo/judge/profile', '/c/peaceapp-demo/judge/conflicts', '/c/peaceapp-demo/judge/conflicts?text=a', '/c/peaceapp-demo/judge/conduct', '/c/peaceapp-demo/judge/step-down', '/c/peaceapp-demo/judge/deliberation', '/c/peaceapp-demo/judge/spread', '/c/peaceapp-demo/judge/comments', '/work'],
  team: ['/c/peaceapp-demo/mine', '/c/peaceapp-next/enter', '/work', '/account'],
};

const site = demo();

for (const [role, all] of Object.entries(PAGES)) site.testPages(role, all);

test('team: the desk, the form and the team of an entry', async () => {
  for (const path of ['', '/edit', '/keys', '/track', '/team', '/prizes']) await site.assertPage('team', site.paths.entry + path);
});
test('visitor: what a guardian is asked', () => site.assertPage('visitor', site.paths.consent));
test('visitor: what a guardian comes back to', async () => {
  await site.as('visitor', async (page) => {
    await page.goto(`/en${site.paths.consent}`);
    await page.locator('[name=answer][value=given]').check();
    await page.locator('form[action="/api/entries/answer_consent"] button').click();
    await page.waitForURL(/done=consent-answered/);
  });
  await site.assertPage('visitor', site.paths.consent);
});
test('visitor: a question, answered; rules that changed', async () => {
  const text = 'May a class of a school enter together?';
  await site.as('team', async (page) => {
    await page.goto('/en/c/peaceapp-next/questions');
    const form = page.locator('form[action="/api/competition/ask"]');
    await form.locator('[name=text]').fill(text);
    await form.locator('button').click();
    await page.waitForURL(/done=inquiry-asked/);
  });
  await site.assertPage('team', '/c/peaceapp-next/questions');
  const answer = await site.as('organiser', async (page) => {
    await page.goto('/en/c/peaceapp-next/organise/questions');
    await page.locator('a[href*="/organise/questions/"]').first().click();
    await page.waitForURL(/questions\/[0-9a-f-]{36}/);
    return new URL(page.url()).pathname.slice('/en'.length);
  });
  await site.assertPage('organiser', answer);
  await site.as('organiser', async (page) => {
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
  await site.as('visitor', async (page) => {
    await page.goto('/en/c/peaceapp-next/questions');
    assert.equal(await page.getByText(text).count(), 1);
    await page.goto('/en/c/peaceapp-next/rules');
    assert.match(await page.locator('del').innerText(), /13/);
  });
  for (const path of ['/questions', '/rules', '/rules?version=1']) await site.assertPage('visitor', `/c/peaceapp-next${path}`);
});
test('judge: an entry, what there is to report of it, and the organisers who read it', async () => {
  const path = await site.as('judge', async (page) => {
    await page.goto('/en/c/peaceapp-demo/judge');
    const entry = new URL(await page.locator('tbody a').first().evaluate((link) => link.href)).pathname;
    await page.goto(`${entry}/report`);
    const report = page.locator('form[action="/api/scores/report"]');
    await report.locator('[value=crash]').check();
    await report.locator('[name=report_text]').fill('It stops at the bridge.');
    await report.locator('button').click();
    await page.waitForURL(/done=reported/);
    return entry.replace(/^\/en/, '');
  });
  await site.assertPage('judge', path);
  await site.assertPage('judge', `${path}/report`);
  await site.assertPage('organiser', '/c/peaceapp-demo/organise/scores/reports');
});
test('judge: what somebody is invited to', () => site.assertPage('judge', site.paths.join));

test('a public page is at most 60 KB on first load and carries no script', async () => {
  for (const path of ['/en', '/en/c/peaceapp-demo', '/en/c/peaceapp-demo/results', '/en/c/peaceapp-next/questions', '/en/c/peaceapp-next/rules', '/en/c/peaceapp-next/eligibility', '/en/c/peaceapp-demo/jury', '/en/c/peaceapp-next?zone=']) {
    const { total, requests } = await firstLoad(site.browser, path, { origin: site.server.origin, expected: [/404/] });
    assert.ok(total <= 60_000, `${path}: ${total} bytes`);
    const scripts = requests.map(({ url }) => url).filter((url) => /\.(js|wasm)$/.test(url));
    assert.deepEqual(scripts, [], path);
  }
});

test("a judge's first visit to an entry takes 300 KB in all, and the next one 15 KB", async () => {
  const path = await site.as('judge', async (page) => {
    await page.goto('/en/c/peaceapp-demo/judge');
    return new URL(await page.locator('tbody a').first().evaluate((link) => link.href)).pathname;
  });
  const road = await meter(site.server.origin);
  try {
    await withVisitor(site.browser, { origin: road.origin, session: site.sessions.judge }, async (page) => {
      const visit = async () => {
        await page.goto(path, { waitUntil: 'networkidle' });
        // What is fetched for later, when the page is there, belongs to it.
        await page.waitForTimeout(1_500);
        return road.received();
      };
      const first = await visit();
      assert.ok(first > 100_000 && first <= 300_000, `first: ${first} bytes`);
      const again = await visit();
      assert.ok(again > 1_000 && again <= 15_000, `again: ${again} bytes`);
    });
  } finally {
    await road.close();
  }
});
