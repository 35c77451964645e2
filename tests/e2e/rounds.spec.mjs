// A final that weighs the criteria otherwise: made without scripts after the close of the first round, judged on a telephone,
// read by everybody. Every page on the way is accessible and within its width.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { form, moveDate, post, send } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { looked } from './looked.mjs';
import { startServer } from './server.mjs';

const SLUG = 'rounds';
let server, browser, session, organiser, entries;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  ({ session, organiser, entries } = await judging(browser, server, SLUG));
  await as(organiser, (page) => moveDate(page, SLUG, 'round_closes_at'));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const as = (who, visit, more = {}) => withVisitor(browser, { origin: server.origin, session: who, js: false, ...more }, visit);

test('an organiser makes a final with a rubric of its own, and is told where its weights are off', () =>
  as(
    organiser,
    async (page) => {
      await page.goto(`/en/c/${SLUG}/organise/rounds`);
      await looked(page);
      const round = form(page, 'results/add_round');
      await round.locator('[name=name]').fill('Final');
      const closes = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
      await round.locator('[name=closes_at]').fill(closes);
      await round.locator('input[name^="entries["]').first().check();
      await round.locator('[name=rule][value=fresh]').check();
      await page.getByText('Another rubric for this round').click();
      const weights = round.locator('input[name^="weights["]');
      await weights.first().fill('');
      await send(page, 'results/add_round').click();
      const problems = page.locator('.error-summary');
      await problems.waitFor();
      assert.match(await problems.innerText(), /75/, 'what they total');
      assert.equal(await weights.first().inputValue(), '', 'as it was typed');
      assert.ok(await weights.first().isVisible(), 'not folded away');
      await looked(page);
      await weights.nth(1).fill('50');
      await post(page, send(page, 'results/add_round'));
      assert.match(await page.locator('#present').locator('..').innerText(), /Final[^]*own rubric/);
      await looked(page);
    },
    { expected: [/422/] },
  ));

for (const [locale, dark] of [['en', false], ['ar', true]]) {
  test(`its judge and everybody read that rubric, in ${locale}`, async () => {
    const narrow = { width: 360, height: 740, dark };
    const criteria = await as(
      session,
      async (page) => {
        await page.goto(`/${locale}/c/${SLUG}/judge`);
        await looked(page);
        const open = [];
        for (const entry of entries) {
          await page.goto(`/${locale}/judge/entries/${entry}`);
          await looked(page);
          const names = await page.locator('input[type=radio][name^="marks["]').evaluateAll((all) => all.map((one) => one.name));
          open.push(new Set(names).size);
        }
        return open.sort();
      },
      narrow,
    );
    assert.deepEqual(criteria, [0, 5], 'the entry that did not go on is closed, and the other asks one less than six');
    await as(
      undefined,
      async (page) => {
        await page.goto(`/${locale}/c/${SLUG}`);
        await looked(page);
        assert.match(await page.locator('#rounds').innerText(), /Final[^]*50/);
      },
      narrow,
    );
  });
}
