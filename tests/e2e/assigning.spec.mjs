// The organiser's way from "how many judges?" to a late conflict, with the demo's entries and judges before anything was
// judged: one entry in a language that one judge reads, a preview, a commit, a judge who leaves, a repair, a conflict.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { form, open, post, send, signUp } from './acts.mjs';
import { assertAccessible } from './axe.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { dataFolder, program, serve } from './server.mjs';
import { signIn } from './sign-in.mjs';

const DEMO = fileURLToPath(new URL('../../server/src/cli/demo', import.meta.url));
const SLUG = 'peaceapp-kite';
const BOARD = `/en/c/${SLUG}/organise/assignment`;

let data, server, browser, organiser, judge;
before(async () => {
  data = dataFolder();
  browser = await openBrowser();
  const demo = await serve(data);
  organiser = await signIn(browser, demo, 'organiser');
  await demo.end('SIGTERM');
  const folder = unjudged();
  const run = (...command) => execFileSync(program, [...command, '--data', data], { stdio: 'pipe' });
  run('import', '--competition', SLUG, folder);
  run('account', 'create', '--email', 'organiser@demo.example', '--role', 'organiser', '--competition', SLUG);
  rmSync(folder, { recursive: true, force: true });
  server = await serve(data);
  // The same people, at another port.
  organiser.cookies.forEach((cookie) => (cookie.domain = new URL(server.origin).hostname));
});
after(async () => {
  await browser?.close();
  await server?.end('SIGTERM');
  rmSync(data, { recursive: true, force: true });
});

/** The demo's files as they were before judging: every guardian has agreed, the first judge has not answered yet. */
function unjudged() {
  const folder = mkdtempSync(join(tmpdir(), 'peaceapp-kite-'));
  const demo = JSON.parse(readFileSync(join(DEMO, 'competition.json'), 'utf8'));
  Object.assign(demo.competition, { slug: SLUG, name: 'Kites', state: 'judging' });
  demo.competition.rounds[0].closes_at = 'now+20d';
  const kite = demo.entries.find((entry) => entry.key === 'orange-kite');
  Object.assign(kite, { state: 'eligible', cure_until: undefined });
  for (const { consent } of kite.team.members) if (consent) Object.assign(consent, { state: 'given', answered_at: 'now-30d' });
  demo.judges.find((one) => one.judge === 'a').state = 'invited';
  for (const judged of ['assignments', 'scorecards', 'given_awards', 'tie_votes', 'awards_given', 'decisions']) {
    if (demo[judged]) demo[judged] = [];
  }
  writeFileSync(join(folder, 'competition.json'), JSON.stringify(demo));
  for (const table of ['judges.csv', 'conflicts.csv']) {
    const text = readFileSync(join(DEMO, table), 'utf8');
    // Whoever is invited has declared nothing yet.
    writeFileSync(join(folder, table), table === 'conflicts.csv' ? text.replace(/^.*,a,.*\n/gm, '') : text);
  }
  return folder;
}

const as = (session, visit, options = {}) => withVisitor(browser, { origin: server.origin, session, ...options }, visit);
const text = (page) => page.locator('main').innerText();
const loss = (page) => page.locator('section[aria-labelledby=short] li').count();

test('from the number of judges to a late conflict', async (t) => {
  await t.test('how many judges, and what a review more is worth', () =>
    as(organiser, async (page) => {
      await page.goto(`/en/c/${SLUG}/organise/panel`);
      await page.locator('main a[href$="/panel/capacity"]').click();
      await page.locator('[name=entries]').fill('110');
      await page.locator('[name=judges]').fill('12');
      await page.locator('main form[method=get] button').click();
      await page.waitForURL(/entries=110/);
      assert.match(await text(page), /110 × 3 ÷ 12 → 28/);
      assert.match(await text(page), /With 3 reviews the best entry is among the first three in \d\d of 100/);
      await assertAccessible(page);
    }));

  await t.test('a judge accepts and declares', async () => {
    const invitation = await as(organiser, async (page) => {
      await page.goto(`/en/c/${SLUG}/organise/panel`);
      await post(page, page.locator('form[action="/api/panel/renew_invitation"] button').first());
      return new URL((await page.locator('.code-box').first().innerText()).trim()).pathname;
    });
    judge = await as(undefined, async (page, context) => {
      await signUp(page, 'Amara', invitation.replace(/^\/en/, ''));
      await form(page, 'panel/accept').locator('[name=conduct]').check();
      await post(page, send(page, 'panel/accept'));
      await page.goto(`/en/c/${SLUG}/judge/conflicts`);
      await form(page, 'panel/declare_conflicts').locator('[name=confirmed]').check();
      await post(page, send(page, 'panel/declare_conflicts'));
      return context.storageState();
    });
  });

  await t.test('the proposal warns of the entry that one judge reads, and takes effect as it was seen', () =>
    as(organiser, async (page) => {
      await page.goto(BOARD);
      await post(page, send(page, 'panel/propose'));
      const said = await text(page);
      assert.match(said, /Orange Kite\s+1 of 3 judges read a language of it/);
      assert.match(said, /Ties between equally good proposals are settled by a hidden number/);
      await assertAccessible(page);
      for (const details of await page.locator('section[aria-labelledby=preview] details').all()) await open(details);
      assert.match(await text(page), /reads English · \d of 8 entries · peacebuilding/);
      const digest = await page.locator('section[aria-labelledby=preview] code').innerText();
      await page.goto(`/en/c/${SLUG}/jury`);
      assert.ok((await text(page)).includes(digest), 'everybody can see what was fixed');
      await page.goto(BOARD);
      await post(page, send(page, 'panel/apply'));
      assert.equal(await loss(page), 0);
      await page.goto(`/en/c/${SLUG}/jury`);
      assert.match(await text(page), /Shown/);
    }));

  await t.test('a pair is explained, kept and swapped', () =>
    as(organiser, async (page) => {
      await page.goto(BOARD);
      const row = page.locator('tr', { has: page.getByRole('rowheader', { name: /^Orange Kite/ }) });
      await row.getByRole('link', { name: /Boris/ }).click();
      assert.match(await text(page), /Русский/);
      await assertAccessible(page);
      await post(page, send(page, 'panel/pin'));
      await page.goto(BOARD);
      assert.match(await row.innerText(), /Boris Castellanos\s+by hand/);
    }));

  await t.test('a judge leaves; a repair gives the entries to others and leaves the rest', () =>
    as(organiser, async (page) => {
      await page.goto(`/en/c/${SLUG}/organise/panel`);
      const remove = page.locator('tr', { hasText: 'Delphine Osei' }).locator('form[action="/api/panel/remove_judge"]');
      const details = page.locator('tr', { hasText: 'Delphine Osei' }).locator('details');
      if (await details.count()) await open(details.first());
      await post(page, remove.locator('button').first());
      await page.goto(BOARD);
      const lost = await loss(page);
      assert.ok(lost > 0);
      await post(page, send(page, 'panel/propose_repair'));
      // Three judges are left; what one of them may not take stays short, and is said.
      assert.match(await text(page), /\+\d+ −[0-2]/);
      await post(page, send(page, 'panel/apply'));
      assert.ok((await loss(page)) < lost);
    }));

  await t.test('a late conflict takes the entry away, and the page says what is short', async () => {
    const before = await as(organiser, async (page) => {
      await page.goto(BOARD);
      return loss(page);
    });
    const title = await as(judge, async (page) => {
      await page.goto(`/en/c/${SLUG}/judge`);
      const first = page.locator('main a[href*="/judge/entries/"]').first();
      const address = await first.getAttribute('href');
      const entry = address.split('/').pop();
      await page.goto(`/en/c/${SLUG}/judge/conflicts`);
      const add = form(page, 'panel/add_conflict');
      await add.locator('[name=entry]').selectOption(entry);
      const hard = add.locator('[name=kind][value=hard]');
      if (await hard.count()) await hard.check();
      else await add.locator('[name=kind]').selectOption('hard');
      await add.locator('[name=reason]').fill('A friend has joined the team.');
      const name = await add.locator('[name=entry] option:checked').innerText();
      await post(page, add.locator('button').first());
      return name;
    });
    await as(organiser, async (page) => {
      await page.goto(BOARD);
      assert.equal(await loss(page), before + 1, title);
    });
  });
});
