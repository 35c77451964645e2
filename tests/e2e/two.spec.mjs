// What takes two organisers, on a telephone and without scripts: a departure from the method, and judging opened again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { form, open, post, send, signUp } from './acts.mjs';
import { withVisitor } from './browser.mjs';
import { looked } from './looked.mjs';
import { demo } from './pages.mjs';

const PLACE = '/c/peaceapp-demo';
const site = demo();
const as = (session, visit, more = {}) =>
  withVisitor(site.browser, { origin: site.server.origin, session, js: false, width: 360, height: 740, ...more }, visit);
let second;

test('one organiser proposes another method and is asked why', () =>
  as(
    site.sessions.organiser,
    async (page) => {
      await page.goto(`/en${PLACE}/organise/results`);
      await page.locator('main a[href$="/organise/method/compare"]').click();
      await looked(page);
      assert.match(await page.locator('main').innerText(), /pairs of entries are in the same order/);
      assert.match(await page.locator('main').innerText(), /published beside the results, with the names of both organisers/);
      const departure = form(page, 'results/propose_method');
      await departure.locator('[name=method][value=trimmed]').check();
      await departure.locator('[name=decimals]').selectOption('1');
      await departure.locator('button').click();
      const problems = page.locator('.error-summary');
      await problems.waitFor();
      assert.match(await problems.innerText(), /Reason for the departure/);
      assert.ok(await departure.locator('[name=method][value=trimmed]').isChecked(), 'as it was chosen');
      await looked(page);
      await departure.locator('[name=departure_reason]').fill('Two judges marked as one.');
      await post(page, departure.locator('button'));
      assert.match(await page.locator('main').innerText(), /Two judges marked as one\.[^]*Another organiser has to confirm it/);
      await page.goto(`/en${PLACE}/organise/organisers`);
      const invite = form(page, 'competition/invite_organiser');
      await invite.locator('[name=name]').fill('Samir');
      await invite.locator('[name=email]').fill('samir-two@example.org');
      await invite.locator('[name=rights]').selectOption('owner');
      await post(page, send(page, 'competition/invite_organiser'));
      await page.goto(`/en${PLACE}/organise/organisers`);
      second = new URL((await page.locator('.code-box').first().innerText()).trim()).pathname.replace(/^\/en/, '');
    },
    { expected: [/422/] },
  ));

test('another one confirms it', async () => {
  second = await as(undefined, async (page, context) => {
    await signUp(page, 'Samir', second);
    await post(page, send(page, 'competition/join_organisers'));
    await page.goto(`/en${PLACE}/organise/method/compare`);
    await looked(page);
    await post(page, send(page, 'results/confirm'));
    await page.goto(`/ar${PLACE}/organise/method/compare`);
    await looked(page);
    await page.goto(`/en${PLACE}/organise/method/compare`);
    assert.match(await page.locator('main').innerText(), /Two organisers departed from the sealed method/);
    return context.storageState();
  });
});

test('judging is opened again by two, and everybody reads why', async () => {
  await as(site.sessions.organiser, async (page) => {
    await page.goto(`/en${PLACE}/organise`);
    await open(page.locator('details.confirm', { has: page.locator('form[action="/api/competition/propose_reopening"]') }));
    const again = form(page, 'competition/propose_reopening');
    await again.locator('[name=reopen_reason]').fill('A judge was ill.');
    // The round has closed: it needs a new end.
    await again.locator('[name=closes_at]').fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 16));
    await looked(page);
    await post(page, again.locator('button'));
    assert.equal(await page.locator('form[action="/api/competition/confirm_reopening"]').count(), 0, 'not by oneself');
    await looked(page);
  });
  await as(second, async (page) => {
    await page.goto(`/ar${PLACE}/organise`);
    await looked(page);
    await post(page, send(page, 'competition/confirm_reopening'));
  });
  await as(undefined, async (page) => {
    await page.goto(`/en${PLACE}`);
    await looked(page);
    assert.match(await page.locator('main').innerText(), /Judging was opened again[^]*A judge was ill\./);
  });
});
