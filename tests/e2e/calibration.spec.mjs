// Samples before the real entries, by keyboard alone and without scripts: an organiser writes one and requires it, a judge is
// led to it, scores it, sees the own marks and goes on to the real entries. Then its pages as every page has to be.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { looked } from './looked.mjs';
import { dataFolder, serve } from './server.mjs';

const SLUG = 'calibration';
const DESK = `/c/${SLUG}/judge`;
const SAMPLES = `/c/${SLUG}/organise/scores/calibration`;
const AGREEMENT = `/c/${SLUG}/organise/scores/agreement`;

let data, server, browser, organiser, session, entries, sample;

const as = (state, visit, more = {}) => withVisitor(browser, { origin: server.origin, session: state, js: false, ...more }, visit);
const main = (page) => page.locator('main').innerText();

before(async () => {
  data = dataFolder();
  server = await serve(data);
  browser = await openBrowser();
  ({ organiser, session, entries } = await judging(browser, server, SLUG));
});
after(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

/** Tab, until what has the focus matches; nobody needs more than a few hundred. */
async function reach(page, selector) {
  for (let at = 0; at < 300; at += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached by keyboard on ${page.url()}`);
}

/** Presses what has the focus, and waits for where it leads. */
async function go(page) {
  await Promise.all([page.waitForEvent('framenavigated', { timeout: 20_000 }), page.keyboard.press('Enter')]);
  await page.waitForLoadState('load');
  assert.deepEqual(await page.locator('.error-summary').allInnerTexts(), [], page.url());
}

async function type(page, name, words) {
  await reach(page, `[name="${name}"]`);
  await page.keyboard.type(words);
}

async function press(page, selector) {
  await reach(page, selector);
  await go(page);
}

/** Gives every criterion its fourth level by the keys of a group of choices. Gives how many there are. */
async function markAll(page) {
  const names = await page.locator('input[type=radio][name^=marks]').evaluateAll((all) => [...new Set(all.map((one) => one.name))]);
  for (const name of names) {
    await reach(page, `input[type=radio][name="${name}"]`);
    await page.keyboard.press('Space');
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  }
  return names.length;
}

test('an organiser writes a sample, says what it is worth, and requires it', () =>
  as(organiser, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/scores`);
    await press(page, 'a[href$="/organise/scores/calibration"]');
    const add = 'form[action="/api/scores/add_sample"]';
    if (!(await page.locator(`details:has(${add})`).first().evaluate((details) => details.open))) {
      await reach(page, `details:has(> ${add}) > summary`);
      await page.keyboard.press('Enter');
    }
    await type(page, 'title', 'Lantern Bridge');
    await type(page, 'text', 'Two players carry one lantern.');
    await type(page, 'play_url', 'https://play.example/lantern');
    await press(page, `${add} button`);
    assert.match(await main(page), /Lantern Bridge/);
    await press(page, 'a[href*="/organise/scores/samples/"]');
    assert.ok((await markAll(page)) > 0, 'there is a rubric');
    await type(page, await page.locator('textarea[name^=comments]').first().getAttribute('name'), 'The lantern is shared.');
    await press(page, 'form[action="/api/scores/save_anchors"] button, button[form]');
    await page.goto(`/en${SAMPLES}`);
    await reach(page, 'input[name=required]');
    await page.keyboard.press('Space');
    await press(page, 'form[action="/api/scores/save_calibration"] button');
    assert.ok(await page.locator('input[name=required]').isChecked());
  }));

test('a judge is led to the sample, scores it and sees the own marks, then real entries are open', () =>
  as(session, async (page) => {
    await page.goto(`/en/judge/entries/${entries[0]}`);
    assert.match(await main(page), /Samples come first/);
    assert.equal(await page.locator('[name^=marks]').count(), 0, 'nothing of the entry is there yet');
    await page.goto(`/en${DESK}`);
    await reach(page, 'a.button-primary');
    assert.equal(await page.evaluate(() => document.activeElement.innerText), 'Score the first sample');
    await go(page);
    sample = /\/judge\/samples\/([0-9a-f-]{36})/.exec(page.url())[1];
    assert.match(await main(page), /Two players carry one lantern/);
    assert.doesNotMatch(await main(page), /The lantern is shared/, 'what organisers would give is shown afterwards');
    const criteria = await markAll(page);
    await type(page, 'note', 'Played it twice.');
    await press(page, 'button[name=submit][value=submit]');
    const said = await main(page);
    assert.match(said, /The lantern is shared/);
    assert.match(said, /Played it twice/);
    assert.equal(await page.locator('[name^=marks]').count(), 0, 'what is handed in stays');
    assert.equal((said.match(/Your mark \(filled\): 4/g) ?? []).length, criteria, said);
    assert.ok(criteria > 0 && !/You may change it/.test(said), said);
    await press(page, `a.button[href$="${DESK}"]`);
    assert.doesNotMatch(await main(page), /Score the first sample/);
    await press(page, 'a.button-primary');
    assert.match(page.url(), /\/judge\/entries\//);
    assert.ok((await page.locator('[name^=marks]').count()) > 0, 'the real entry is open');
  }));

test('the organiser reads how far the panel agrees', () =>
  as(organiser, async (page) => {
    await page.goto(`/en${SAMPLES}`);
    assert.match(await main(page), /1 \/ 1 judges submitted/);
    await press(page, `a[href$="${AGREEMENT}"]`);
    assert.match(await main(page), /On samples[\s\S]*Scored: 1, by 1 judges\.[\s\S]*Too few marks/);
    assert.doesNotMatch(await main(page), /NaN|Played it twice/);
  }));

test('its pages are accessible and fit, without scripts in English and with them in Arabic', async () => {
  const pages = [
    [session, [DESK, `/judge/samples/${sample}`, `${DESK}/spread`]],
    [organiser, [SAMPLES, `/c/${SLUG}/organise/scores/samples/${sample}`, AGREEMENT]],
  ];
  for (const [state, paths] of pages) {
    for (const [locale, js, width] of [['en', false, 360], ['ar', true, 360], ['ar', true, 1280]]) {
      await as(
        state,
        async (page) => {
          for (const path of paths) {
            await page.goto(`/${locale}${path}`, { waitUntil: 'load' });
            await looked(page);
          }
        },
        { js, width },
      );
    }
  }
});
