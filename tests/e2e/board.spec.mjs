// The board of scores follows what judges do: by itself where there are scripts, by a link where there are none.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { dataFolder, serve } from './server.mjs';
import { people, signInOn } from './sign-in.mjs';

const SLUG = 'board';
const BOARD = `/en/c/${SLUG}/organise/scores`;
const PROMISED_MS = 2_000;

let data, server, browser, session, organiser, entries;
before(async () => {
  data = dataFolder();
  server = await serve(data);
  browser = await openBrowser();
  ({ session, organiser, entries } = await judging(browser, server, SLUG));
});
after(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

const visit = (state, run, more = {}) => withVisitor(browser, { origin: server.origin, session: state, ...more }, run);
const drafts = (page) => page.locator('#board-all tbody tr').first().locator('td').nth(1);
const listening = (page) => page.waitForResponse((reply) => reply.url().endsWith('/organise/scores/events'));

let notes = 0;
/** A judge writes something; gives when the server had it. */
function save(entry) {
  return visit(session, async (page) => {
    await page.goto(`/en/judge/entries/${entry}`);
    await page.locator('.keeper[data-awake]').waitFor();
    const saved = page.waitForResponse((reply) => reply.url().endsWith('/api/scores/save') && reply.ok());
    await page.locator('[name=note]').fill(`Note ${(notes += 1)}`);
    await saved;
    return Date.now();
  });
}

/** Opens the board, ready to hear. */
async function open(page) {
  const stream = listening(page);
  await page.goto(BOARD);
  await stream;
}

test('a save is on the open board within two seconds, with what is open and the focus where they were', () =>
  visit(organiser, async (page) => {
    await open(page);
    assert.equal(await drafts(page).innerText(), '0');
    const summary = page.locator('#pace-days > summary');
    await summary.click();
    await page.evaluate(() => (window.stayed = true));
    const old = await page.locator('#board-now').elementHandle();
    const shown = page.waitForFunction(() => {
      const cell = document.querySelectorAll('#board-all tbody tr td')[1];
      return cell.textContent === '1' && Date.now();
    });
    const at = await save(entries[0]);
    const took = (await (await shown).jsonValue()) - at;
    console.log(`# shown ${took} ms after the save`);
    assert.ok(took <= PROMISED_MS, `${took} ms`);
    assert.ok(await page.evaluate(() => window.stayed), 'without loading the page again');
    assert.equal(await old.evaluate((element) => element.isConnected), false, 'all of it is new');
    assert.ok(await page.locator('#pace-days').evaluate((details) => details.open), 'what was open is open');
    assert.ok(await summary.evaluate((element) => element === document.activeElement), 'the focus is where it was');
  }));

test('out of sight nothing is asked for, and back in sight all is there', () =>
  visit(organiser, async (page) => {
    const sight = (hidden) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await open(page);
    await page.waitForTimeout(1_500);
    let asked = 0;
    page.on('request', (request) => (asked += request.url().includes('/organise/scores')));
    await sight(true);
    await save(entries[1]);
    await page.waitForTimeout(PROMISED_MS);
    assert.equal(asked, 0);
    assert.equal(await drafts(page).innerText(), '1');
    await sight(false);
    await page.waitForFunction(() => document.querySelectorAll('#board-all tbody tr td')[1].textContent === '2');
  }));

test('without scripts there is a link, and the page reloads itself only where that was asked for', () =>
  visit(
    organiser,
    async (page) => {
      await page.goto(BOARD);
      await page.getByRole('link', { name: 'Refresh', exact: true }).click();
      await page.waitForURL(BOARD);
      const [reply] = await Promise.all([
        page.waitForResponse((reply) => reply.url().endsWith('?refresh=60')),
        page.getByRole('link', { name: 'Refresh by itself every minute' }).click(),
      ]);
      assert.equal(reply.headers().refresh, '60');
      await page.getByRole('link', { name: 'Stop refreshing by itself' }).click();
      await page.waitForURL(BOARD);
    },
    { js: false },
  ));

test('whoever is no organiser any more hears nothing, and is told', async () => {
  // A session of its own, which ends elsewhere.
  await visit(
    organiser,
    async (page) => {
      await open(page);
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
      const out = await fetch(`${server.origin}/api/accounts/sign_out`, {
        method: 'POST',
        headers: { cookie, origin: server.origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'key=out',
        redirect: 'manual',
      });
      assert.ok(out.ok, `${out.status}`);
      await save(entries[0]);
      await page.locator('#board-ended:not([hidden])').waitFor({ timeout: 15_000 });
    },
    { expected: [/401/] },
  );
});

test('a server that stops does not wait for open boards', async () => {
  await visit(
    undefined,
    async (page) => {
      await signInOn(page, people(server.output()).organiser);
      await open(page);
      const before = Date.now();
      await server.end('SIGTERM');
      assert.ok(Date.now() - before < 3_000, `${Date.now() - before} ms`);
    },
    { expected: [/ERR_/, /Failed to load/] },
  );
});
