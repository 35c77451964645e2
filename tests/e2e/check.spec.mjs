// Checking published results in the browser, with the file that was downloaded: a pack that holds, one that was changed, and
// one with a judge's receipt. Without scripts the page says how else. The module is loaded when a file was chosen, not before.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { form, handIn, post, sealMethod, send, transition } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { looked } from './looked.mjs';
import { publish } from './publish.mjs';
import { dataFolder, program, startServer } from './server.mjs';

const SLUG = 'checked';
let server, browser, pack, receipt, key, sealed;

const as = (session, visit, more = {}) => withVisitor(browser, { origin: server.origin, session, js: false, ...more }, visit);
const json = (name, text) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { organiser, session, entries } = await judging(browser, server, SLUG, {
    screened: async (page) => (sealed = await sealMethod(page, SLUG, { method: 'adjusted', lottery: true })),
  });
  await as(organiser, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/settings`);
    const settings = form(page, 'competition/save_settings');
    // Below the published depth nobody is to be known by their marks, so there is a pack with every entry only.
    await settings.locator('[name=publish_depth]').selectOption('all');
    await post(page, send(page, 'competition/save_settings'));
  });
  for (const [n, entry] of entries.entries()) {
    await as(
      session,
      async (page) => {
        await handIn(page, entry, 4 - n);
        if (n > 0) return;
        await page.goto(`/en/judge/entries/${entry}/receipt`);
        await page.locator('main details summary').click();
        key = (await page.locator('code', { hasText: `/c/${SLUG}+` }).innerText()).trim();
        const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()]);
        receipt = readFileSync(await download.path(), 'utf8');
      },
      { expected: [/409/] },
    );
  }
  await as(organiser, (page) => transition(page, SLUG));
  await publish((visit, more = {}) => as(more.session, visit), SLUG, organiser);
  for (let attempt = 0; !pack; attempt += 1) {
    const answer = await fetch(`${server.origin}/c/${SLUG}/results/pack.json`);
    if (answer.ok) pack = await answer.text();
    else assert.ok(answer.status === 503 && attempt < 20, `${answer.status}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('what was sealed before judging is what the published pack holds, for both programs', () => {
  const folder = dataFolder();
  const file = join(folder, 'pack.json');
  writeFileSync(file, pack);
  const { method } = JSON.parse(JSON.parse(pack).content.document);
  assert.equal(method, 'adjusted');
  assert.ok(pack.includes(sealed), 'the digest that was public before judging');
  const python = fileURLToPath(new URL('../../docs/verify_pack.py', import.meta.url));
  for (const command of [[program, 'verify'], ['python3', python]]) {
    const said = execFileSync(command[0], [command[1], file, '--key', key], { encoding: 'utf8' });
    assert.match(said, /^passed +method .*$/m);
    assert.match(said, /\nverified\s*$/);
  }
  rmSync(folder, { recursive: true });
});

for (const locale of ['en', 'ar']) {
  test(`without scripts there are downloads and commands, in ${locale}`, () =>
    as(
      null,
      async (page) => {
        await page.goto(`/${locale}/c/${SLUG}/results`);
        await page.locator(`a[href$="/c/${SLUG}/results/check"]`).click();
        await looked(page);
        assert.ok(!(await page.locator('#checker').isVisible()));
        for (const file of [`/c/${SLUG}/results/pack.json`, `/c/${SLUG}/checkpoints.txt`]) {
          assert.equal(await page.locator(`a[download][href="${file}"]`).count(), 1, file);
        }
      },
      { width: 360 },
    ));

  test(`a file that is chosen is checked on the device, in ${locale}`, () =>
    as(
      null,
      async (page) => {
        const loaded = [];
        page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
        await page.goto(`/${locale}/c/${SLUG}/results/check`);
        await page.locator('#checker').waitFor();
        await looked(page);
        assert.ok(!loaded.some((path) => path.includes('verifier')), 'nothing is loaded before a file was chosen');
        const file = page.locator('#pack-file');
        const outcome = (step) => page.locator(`[data-step=${step}] strong`).getAttribute('class');
        const said = async () => {
          await page.locator('#pack-steps').waitFor();
          return page.locator('#pack-verdict').innerText();
        };
        await page.locator('#pack-key').fill(key);
        await page.locator('#pack-receipt').setInputFiles({ name: 'r.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(receipt) });
        await file.setInputFiles(json('pack.json', pack));
        const holds = await said();
        assert.match(await outcome('outside'), /badge-positive/);
        assert.match(await outcome('key'), /badge-positive/);
        for (const step of ['method', 'scorecards', 'ranking', 'doubt']) assert.match(await outcome(step), /badge-positive/, step);
        await looked(page);
        await file.setInputFiles(json('changed.json', pack.replace('\\"place\\":1', '\\"place\\":2')));
        await page.locator('[data-step=statement] .badge-danger').waitFor();
        assert.notEqual(await said(), holds);
        assert.ok(!(await page.locator('[data-step=ranking] strong').isVisible()), 'what comes after it is not checked');
        await looked(page);
        assert.ok(!loaded.some((path) => path.startsWith('/api/')), 'the file stays on the device');
      },
      { js: true, width: 360 },
    ));
}
