// Scorecards are never lost: whatever happens to the network, the tab, the session or the server, what a judge wrote is on
// the server in the end, once, and until then the page says that it is not. SEED=n repeats a run of random faults.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { assertAccessible } from './axe.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { dataFolder, serve } from './server.mjs';
import { signInOn } from './sign-in.mjs';

const SLUG = 'keeping';
const DESK = `/c/${SLUG}/judge`;
const DROPS = 32;
const trouble = [/Failed to load resource/, /ERR_/, /40[19]/, /502/];

let data, server, browser, session, organiser, known, entries;
before(async () => {
  data = dataFolder();
  server = await serve(data);
  browser = await openBrowser();
  ({ session, organiser, judge: known, entries } = await judging(browser, server, SLUG));
});
after(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

const cookie = () => session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
const ask = (path) => fetch(server.origin + path, { headers: { cookie: cookie() } });
const held = async (entry) => (await ask(`/judge/entries/${entry}/card.json`)).json();
const as = (visit, more = {}) =>
  withVisitor(browser, { origin: server.origin, session, width: 360, height: 740, expected: trouble, ...more }, visit);
const sheet = (entry, locale = 'en') => `/${locale}/judge/entries/${entry}`;
const note = (page) => page.locator('[name=note]');
const says = (page, words) => page.locator('.keeper .save-state', { hasText: words }).waitFor({ timeout: 60_000 });
const SENT = /Sent \d\d:\d\d/;
const restart = async () => (server = await serve(data, new URL(server.origin).port));

const signInAgain = () =>
  withVisitor(browser, { origin: server.origin }, async (page, context) => {
    await signInOn(page, known);
    return context.storageState();
  });

/** Opens a scorecard and waits until its island is awake. */
async function open(page, entry, locale) {
  await page.goto(sheet(entry, locale));
  await awake(page);
}
const awake = (page) => page.locator('.keeper[data-awake]').waitFor();

test('offline in the middle of a sentence, and back', () =>
  as(async (page, context) => {
    const [entry] = entries;
    await open(page, entry);
    await note(page).fill('The ferry ');
    await says(page, SENT);
    await context.setOffline(true);
    await note(page).pressSequentially('pulls both banks.');
    await says(page, /Not sent, trying again/);
    assert.equal((await held(entry)).fields.note, 'The ferry');
    await context.setOffline(false);
    await says(page, SENT);
    assert.equal((await held(entry)).fields.note, 'The ferry pulls both banks.');
  }));

test('a tab that crashes leaves its words for the next one', () =>
  as(async (page, context) => {
    const [entry] = entries;
    await open(page, entry);
    await context.setOffline(true);
    await note(page).fill('Written just before the crash.');
    await says(page, /Kept on this device|Not sent/);
    await crash(page, context);
    await context.setOffline(false);
    const next = await context.newPage();
    await open(next, entry);
    await says(next, SENT);
    assert.equal(await note(next).inputValue(), 'Written just before the crash.');
    assert.equal((await held(entry)).fields.note, 'Written just before the crash.');
  }));

test('the server is killed and started again', () =>
  as(async (page) => {
    const [entry] = entries;
    await open(page, entry);
    await note(page).fill('Before the kill.');
    await says(page, SENT);
    await server.end('SIGKILL');
    await note(page).fill('While nobody listens.');
    await says(page, /Not sent, trying again/);
    await restart();
    await says(page, SENT);
    assert.equal((await held(entry)).fields.note, 'While nobody listens.');
  }));

test('two tabs with different texts show both, and the judge chooses', () =>
  as(async (page, context) => {
    const [entry] = entries;
    await open(page, entry);
    const other = await context.newPage();
    await open(other, entry);
    await note(other).fill('The other tab.');
    await says(other, SENT);
    await note(page).fill('This tab.');
    await says(page, /Changed elsewhere too/);
    const clash = page.locator('.clash');
    assert.match(await clash.innerText(), /This tab\.[\s\S]*The other tab\./);
    assert.equal((await held(entry)).fields.note, 'The other tab.', 'nothing is overwritten');
    await clash.getByRole('button', { name: 'Keep what is here' }).click();
    await says(page, SENT);
    assert.equal((await held(entry)).fields.note, 'This tab.');
  }));

test('a proxy answers instead, and a reply is lost after the save', () =>
  as(async (page) => {
    const [entry] = entries;
    await open(page, entry);
    const before = (await held(entry)).version;
    const faults = [
      (route) => route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
      (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Sign in to the hotel</h1>' }),
      async (route) => {
        await route.fetch();
        await route.abort();
      },
    ];
    await page.route('**/api/scores/save', (route) => (faults.length > 0 ? faults.shift()(route) : route.continue()));
    await note(page).fill('Through all of it.');
    await says(page, SENT);
    assert.equal(faults.length, 0);
    const now = await held(entry);
    assert.deepEqual([now.fields.note, now.version], ['Through all of it.', before + 1], 'saved once');
  }));

test('a session that ends in the middle of a sentence', () =>
  as(async (page, context) => {
    const [entry] = entries;
    await open(page, entry);
    await context.clearCookies();
    await note(page).fill('Who am I?');
    await says(page, /sign in again in another tab/);
    assert.notEqual((await held(entry)).fields.note, 'Who am I?');
    const other = await context.newPage();
    await signInOn(other, known);
    await says(page, SENT);
    assert.equal((await held(entry)).fields.note, 'Who am I?');
  }));

test('a refused save says why, and what is another is sent', () =>
  as(async (page) => {
    const [entry] = entries;
    await open(page, entry);
    const before = await held(entry);
    // As if the page had been drawn for another round.
    const round = '00000000-0000-0000-0000-000000000007';
    const elsewhere = (route) => {
      const body = route.request().postData().replace(/(^|&)round=[^&]*/, `$1round=${round}`);
      assert.match(body, new RegExp(`round=${round}`), 'a save names its round');
      return route.continue({ postData: body });
    };
    await page.route('**/api/scores/save', elsewhere);
    await note(page).fill('For which round?');
    await says(page, /Refused\. This was written for another round of judging.*Kept on this device \d\d:\d\d/);
    await page.unroute('**/api/scores/save', elsewhere);
    await note(page).fill('word '.repeat(2_000));
    await says(page, /Refused\. Some answers need a change: press the button to see which\./);
    const now = await held(entry);
    assert.deepEqual([now.fields.note, now.version], [before.fields.note, before.version], 'nothing is stored');
    await page.goto(`/en${DESK}`);
    await page.locator('main li', { hasText: /Refused\. Some answers need a change/ }).waitFor({ timeout: 60_000 });
    await open(page, entry);
    await until(async () => (await note(page).inputValue()).startsWith('word '), 'it goes on where it was');
    await note(page).fill('For this one.');
    await says(page, SENT);
    assert.equal((await held(entry)).fields.note, 'For this one.');
  }));

test('an Arabic judge on a phone', () =>
  as(
    async (page, context) => {
      const entry = entries[1];
      await open(page, entry, 'ar');
      await context.setOffline(true);
      await note(page).fill('عبّارة بين ضفتين.');
      await says(page, /لم يُرسل بعد/);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(wide <= 360, `${wide}`);
      await context.setOffline(false);
      await says(page, /أُرسل \d\d:\d\d/);
      assert.equal((await held(entry)).fields.note, 'عبّارة بين ضفتين.');
    },
    { locale: 'ar' },
  ));

test('read and written without a network, from a cold start', () =>
  as(async (page, context) => {
    const entry = entries[1];
    await page.goto(`/en${DESK}`);
    const count = entries.length;
    await page.getByText(`on this device: ${count} of ${count}`).waitFor({ timeout: 60_000 });
    await server.end('SIGKILL');
    await page.close();
    const cold = await context.newPage();
    await cold.goto(`/en${DESK}`);
    await cold.locator(`main a[href="${sheet(entry)}"]`).first().click();
    await awake(cold);
    await note(cold).fill('Written on the train.');
    await says(cold, /Not sent, trying again/);
    // The page goes; the desk sends it, and tells the organisers what it cannot send.
    await cold.goto(`/en${DESK}`);
    await cold.getByText('Not sent yet, only on this device').waitFor();
    await restart();
    await cold.reload();
    // The desk says nothing of it before its scripts are there, and nothing any more when it was sent.
    const until = Date.now() + 60_000;
    while ((await held(entry)).fields.note !== 'Written on the train.' && Date.now() < until) await cold.waitForTimeout(250);
    assert.equal((await held(entry)).fields.note, 'Written on the train.');
    await cold.getByText('Not sent yet, only on this device').waitFor({ state: 'hidden' });

    // Whoever signs in next finds nothing of it.
    await cold.evaluate(() => fetch('/api/accounts/sign_out', { method: 'POST', headers: { accept: 'application/json' } }));
    await cold.waitForTimeout(500);
    const left = await cold.evaluate(async () => [...(await caches.keys()), ...Object.keys(localStorage)]);
    assert.deepEqual(left.filter((name) => name.startsWith('peaceapp')), []);
    // It was this session's.
    session = await signInAgain();
  }));

test('signing out on any page asks first while something was not sent', () =>
  as(async (page, context) => {
    const [entry] = entries;
    await open(page, entry);
    await context.route('**/api/scores/save', (route) => route.abort());
    await note(page).fill('Only on this device.');
    await says(page, /Not sent, trying again/);
    await page.goto('/en');
    const out = page.locator('form[action="/api/accounts/sign_out"] button').first();
    if (!(await out.isVisible())) await page.locator('header details', { has: out }).locator('> summary').click();
    await out.click();
    await page.waitForURL(/\/en\/sign-out/);
    await assertAccessible(page);
    assert.match(await page.locator('main').innerText(), /were not sent/);
    await context.unroute('**/api/scores/save');
    await page.goto(`/en${DESK}`);
    await until(async () => (await held(entry)).fields.note === 'Only on this device.', 'the desk sends it', 60_000);
    await until(async () => !(await context.cookies()).some(({ name }) => name === 'peaceapp_unsent'), 'and says so');
  }));

test(`${DROPS} random faults`, (t) =>
  as(async (first, context) => {
    const seed = Number(process.env.SEED ?? Date.now() % 100_000);
    t.diagnostic(`SEED=${seed}`);
    console.log(`keeping: SEED=${seed}`);
    const random = generator(seed);
    const entry = entries[1];
    let page = first;
    let text = '';
    await open(page, entry);
    await note(page).fill('');
    const before = (await held(entry)).version;
    let fault = null;
    await context.route('**/api/scores/save', async (route) => {
      const now = fault;
      fault = null;
      if (now === 'before') await route.abort();
      else if (now === 'bad gateway') await route.fulfill({ status: 502, body: 'Bad Gateway' });
      else if (now === 'after') await route.fetch().then(() => route.abort(), () => route.abort());
      else await route.continue();
    });
    const faults = ['before', 'bad gateway', 'after', 'offline', 'reload', 'crash', 'close'];
    for (let drop = 0; drop < DROPS; drop += 1) {
      const kind = faults[Math.floor(random() * faults.length)];
      text += `${text ? ' ' : ''}word${drop}`;
      if (['before', 'bad gateway', 'after'].includes(kind)) fault = kind;
      if (kind === 'offline') await context.setOffline(true);
      await note(page).fill(text);
      await page.waitForTimeout(random() * 2_500);
      await context.setOffline(false);
      if (kind === 'reload') await page.reload();
      if (kind === 'crash') await crash(page, context);
      if (kind === 'close') await page.close();
      if (['crash', 'close'].includes(kind)) {
        page = await context.newPage();
        await open(page, entry);
      }
      if (['reload', 'crash', 'close'].includes(kind)) {
        await awake(page);
        // What was left is taken over before anything new is written; or it reached the server after this page was drawn.
        const value = () => note(page).inputValue();
        await until(async () => (await value()) === text || (await held(entry)).fields.note === text, `${kind} at ${drop}, SEED=${seed}`);
        // What an earlier tab left is seen to be older when its save is answered.
        if ((await value()) !== text) await open(page, entry);
        await until(async () => (await value()) === text, `${kind} at ${drop}, in the form, SEED=${seed}`);
      }
    }
    await until(async () => (await held(entry)).fields.note === text, `at the end, SEED=${seed}`, 60_000);
    await page.waitForTimeout(3_000);
    const now = await held(entry);
    assert.equal(now.fields.note, text, `SEED=${seed}`);
    assert.ok(now.version - before <= DROPS + 2, `${now.version - before} saves, SEED=${seed}`);
  }));

/** Waits until something is so. */
async function until(holds, what, patience = 20_000) {
  const end = Date.now() + patience;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function crash(page, context) {
  const devtools = await context.newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  devtools.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

/** mulberry32: small, and the same everywhere. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
