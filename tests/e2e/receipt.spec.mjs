// A judge's evening on a telephone, without scripts and with: a key of one's own, a scorecard, a receipt that holds on another
// computer. Every page on the way is accessible and within its width.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { form, post, send } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { looked } from './looked.mjs';
import { program, startServer } from './server.mjs';

const SLUG = 'receipts';
let server, browser, session, organiser, entries;
before(async () => {
  server = await startServer();
  browser = await openBrowser();
  ({ session, organiser, entries } = await judging(browser, server, SLUG));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const as = (who, visit, more = {}) =>
  withVisitor(browser, { origin: server.origin, session: who, width: 360, height: 740, expected: [/409/], ...more }, visit);

/** Whether `peaceapp receipt` says that it holds, and what it says. */
function checked(text, key) {
  const folder = mkdtempSync(join(tmpdir(), 'peaceapp-receipt-'));
  try {
    const file = join(folder, 'receipt.tlog-proof');
    writeFileSync(file, text);
    return execFileSync(program, ['receipt', file, '--key', key], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return `no: ${error.stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const [number, js, locale] of [[0, false, 'en'], [1, true, 'ar']]) {
  test(`a key, a scorecard and its receipt, ${js ? 'with' : 'without'} scripts, in ${locale}`, async () => {
    const entry = entries[number];
    await as(
      organiser,
      async (page) => {
        await page.goto(`/${locale}/entries/${entry}/keys`);
        await looked(page);
        await form(page, 'entries/add_keys').locator('[name=keys]').fill('PEACE-1111-AAAA\nPEACE-2222-BBBB');
        await post(page, send(page, 'entries/add_keys'));
        assert.ok(!(await page.content()).includes('PEACE-'), 'keys are not shown again');
      },
      { js },
    );
    await as(
      session,
      async (page) => {
        await page.goto(`/${locale}/judge/entries/${entry}`);
        await looked(page);
        await post(page, send(page, 'scores/take_key'));
        const key = await page.locator('[aria-labelledby=own-key] code').innerText();
        assert.match(key, /^PEACE-\d{4}-[AB]{4}$/);
        await looked(page);
        await page.locator('[aria-labelledby=own-key] summary').click();
        await form(page, 'scores/key_broken').locator('[name=key_words]').fill('It says: used.');
        await post(page, send(page, 'scores/key_broken'));
        assert.notEqual(await page.locator('[aria-labelledby=own-key] code').innerText(), key, 'another one');

        if (js) await page.locator('.keeper[data-awake]').waitFor();
        for (const criterion of await page.locator('fieldset.criterion').all()) await criterion.locator('input[type=radio]').nth(3).check();
        const handIn = page.locator('button[name=submit][value=submit]');
        await handIn.click();
        // Nothing of the entry was opened: asked once.
        await page.locator('[name=untried]').waitFor({ state: 'attached' });
        if (js) await page.locator('.keeper[data-awake]').waitFor();
        await handIn.click();
        await page.waitForURL(/done=scorecard-submitted/);

        await page.goto(`/${locale}/judge/entries/${entry}`);
        await page.locator(`a[href$="/receipt"]`).click();
        await page.waitForURL(/\/receipt$/);
        await looked(page);
        await page.locator('main details summary').click();
        await looked(page);
        const line = (await page.locator('code', { hasText: `/c/${SLUG}+` }).innerText()).trim();
        const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()]);
        const text = readFileSync(await download.path(), 'utf8');
        const said = checked(text, line);
        assert.match(said, new RegExp(`It holds: leaf [0-9a-f]{64} is number \\d+ of \\d+ in .*/c/${SLUG}\\.`));
        assert.ok(said.includes(entry) && !said.includes('Noor'), said);
        assert.match(checked(text.replace(/\nindex (\d+)\n/, (_, index) => `\nindex ${Number(index) + 1}\n`), line), /does not lead to the root/);
      },
      { js },
    );
  });
}
