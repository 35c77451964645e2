// Three judges from the sample they all score first, through their scorecards, to the counted vote, by keyboard alone: one
// changed score, one dissent, one with a conflict of interest. Then the room's pages as every page has to be.
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { begin, check, closeEntries, form, openCompetition, post, send, signUp, submit, transition, write } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { looked } from './looked.mjs';
import { dataFolder, serve } from './server.mjs';
import { people, signInOn } from './sign-in.mjs';

const SLUG = 'deliberation';
const JUDGE = `/c/${SLUG}/judge/deliberation`;
const ORGANISE = `/c/${SLUG}/organise/deliberation`;
const PASSWORD = 'correct horse battery';
const NAMES = ['Noor', 'Ines', 'Tavi'];

let data, server, browser, organiser;
const judges = {};
const entries = [];

const as = (session, visit, more = {}) => withVisitor(browser, { origin: server.origin, session, js: false, ...more }, visit);

before(async () => {
  data = dataFolder();
  server = await serve(data);
  browser = await openBrowser();
  organiser = await as(undefined, async (page, context) => {
    await signInOn(page, people(server.output()).organiser);
    await openCompetition(page, SLUG);
    await page.goto(`/en/c/${SLUG}/organise/settings`);
    await page.locator('[name=reviews_per_entry]').fill('2');
    await post(page, send(page, 'competition/save_settings'));
    return context.storageState();
  });
  for (const [name, title] of [['Amina', 'Ballot Walk'], ['Timur', 'Orange Kite']]) {
    entries.push(
      await as(undefined, async (page) => {
        await signUp(page, name, `/c/${SLUG}/enter`);
        const id = await begin(page, { title, team: `Team ${name}`, name, country: 'KE' });
        await write(page, id);
        await submit(page);
        return id;
      }),
    );
  }
  await as(organiser, async (page) => {
    await closeEntries(page, SLUG);
    for (const id of entries) await check(page, SLUG, id, 'pass');
  });
  for (const name of NAMES) judges[name] = await seat(name);
  await as(judges.Tavi, async (page) => {
    await page.goto(`/en/c/${SLUG}/judge/conflicts`);
    const late = form(page, 'panel/add_conflict');
    await late.locator('[name=entry]').selectOption(entries[1]);
    await late.locator('[name=kind][value=hard]').check();
    await late.locator('[name=category]').selectOption('family');
    await post(page, late.locator('button').first());
  });
  await as(organiser, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/assignment`);
    await post(page, send(page, 'panel/propose'));
    await post(page, send(page, 'panel/apply'));
    await transition(page, SLUG);
  });
});

after(async () => {
  await browser?.close();
  await server?.end('SIGKILL');
  rmSync(data, { recursive: true, force: true });
});

/** Invites a judge, who accepts and has no conflict of interest. */
async function seat(name) {
  const invitation = await as(organiser, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/panel`);
    const invite = form(page, 'panel/invite');
    await invite.locator('[name=name]').fill(`Judge ${name}`);
    await invite.locator('[name=email]').fill(`${name.toLowerCase()}@example.org`);
    await invite.locator('[name=languages]').fill('en, ar');
    await post(page, send(page, 'panel/invite'));
    await page.goto(`/en/c/${SLUG}/organise/panel`);
    return new URL((await page.locator('.code-box').first().innerText()).trim()).pathname;
  });
  return as(undefined, async (page, context) => {
    await page.goto(`/en/sign-up?next=${encodeURIComponent(invitation.replace(/^\/en/, ''))}`);
    await page.locator('[name=name]').fill(name);
    await page.locator('[name=email]').fill(`${name.toLowerCase()}-room@example.org`);
    await page.locator('[name=password]').fill(PASSWORD);
    await post(page, send(page, 'accounts/sign_up'));
    const accept = form(page, 'panel/accept');
    if (!(await accept.locator('[name=languages]').inputValue())) await accept.locator('[name=languages]').fill('en');
    await accept.locator('[name=conduct]').check();
    await post(page, send(page, 'panel/accept'));
    await page.goto(`/en/c/${SLUG}/judge/conflicts`);
    await form(page, 'panel/declare_conflicts').locator('[name=confirmed]').check();
    await post(page, send(page, 'panel/declare_conflicts'));
    return context.storageState();
  });
}

/** Tab, until what has the focus matches; nobody needs more than a few hundred. */
async function reach(page, selector) {
  for (let at = 0; at < 300; at += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`${selector} cannot be reached by keyboard on ${page.url()}`);
}

/** Goes where a key leads. */
async function go(page, key = 'Enter') {
  await Promise.all([page.waitForEvent('framenavigated', { timeout: 20_000 }), page.keyboard.press(key)]);
  await page.waitForLoadState('load');
  // Nothing of an entry is opened here, which is asked about once.
  const problems = (await page.locator('.error-summary').allInnerTexts()).filter((text) => !text.includes('have not opened'));
  assert.deepEqual(problems, [], page.url());
}

async function follow(page, href) {
  await reach(page, `a[href$="${href}"]`);
  await go(page);
}

async function press(page, operation, more = '') {
  await reach(page, `form[action="/api/results/${operation}"] button${more}`);
  await go(page);
}

/** Fills a scorecard: the third mark from the lowest of every criterion, words that only this judge has, and hands it in. */
async function fill(page, name) {
  for (const [index] of (await page.locator('form#scorecard fieldset').all()).entries()) {
    await reach(page, `form#scorecard fieldset:nth-of-type(${index + 1}) [type=radio]`);
    const lowest = await page.evaluate(() => document.activeElement.value);
    assert.equal(lowest, '1', page.url());
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await reach(page, `form#scorecard fieldset:nth-of-type(${index + 1}) textarea`);
    await page.keyboard.type(`Said by ${name}.`);
  }
  await reach(page, '[name=note]');
  await page.keyboard.type(`Note of ${name}.`);
  await reach(page, 'button[name=submit][value=submit]');
  await go(page);
}

test('an organiser names a sample that everybody scores first', () =>
  as(organiser, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/scores/calibration`);
    await reach(page, '[name=required]');
    await page.keyboard.press('Space');
    await reach(page, 'form[action="/api/scores/save_calibration"] button');
    await go(page);
    const add = 'form[action="/api/scores/add_sample"]';
    for (const [field, words] of [['title', 'Old Bridge'], ['text', 'Two players mend a bridge.'], ['play_url', 'https://play.example/bridge']]) {
      await reach(page, `${add} [name=${field}]`);
      await page.keyboard.type(words);
    }
    await reach(page, `${add} button`);
    await go(page);
    assert.match(await page.locator('main').innerText(), /Old Bridge/);
  }));

for (const name of NAMES) {
  test(`${name} scores the sample, then every entry`, () =>
    as(judges[name], async (page) => {
      await page.goto(`/en/c/${SLUG}/judge`);
      // The sample comes first.
      await reach(page, 'main .page-actions a[href*="/judge/samples/"]');
      await go(page);
      await fill(page, name);
      const after = await page.locator('main').innerText();
      for (const other of NAMES.filter((other) => other !== name)) assert.ok(!after.includes(other), 'nobody is named');
      for (;;) {
        await page.goto(`/en/c/${SLUG}/judge`);
        const open = page.locator('main .page-actions a[href*="/judge/entries/"]');
        if (!(await open.count())) break;
        await reach(page, 'main .page-actions a[href*="/judge/entries/"]');
        await go(page);
        await fill(page, name);
        // Nothing was opened: asked once, with every mark kept.
        if (await page.locator('[name=untried]').count()) {
          await reach(page, 'button[name=submit][value=submit]');
          await go(page);
        }
      }
      assert.match(await page.locator('main').innerText(), /You are finished/);
    }));
}

test('organisers end judging', () => as(organiser, (page) => transition(page, SLUG)));

let vote;

test('an organiser opens the room and puts a question to the vote', () =>
  as(organiser, async (page) => {
    await page.goto(`/en/c/${SLUG}/organise/results`);
    await follow(page, '/organise/deliberation');
    await press(page, 'open_room');
    assert.match(await page.locator('main').innerText(), /Ballot Walk[\s\S]*Near tie/);
    await follow(page, '/deliberation/votes');
    await follow(page, '?kind=free');
    await reach(page, '[name=question]');
    await page.keyboard.type('Shall we name a second winner?');
    await reach(page, '[name=options]');
    await page.keyboard.type('Yes\nNo');
    await press(page, 'open_vote');
    vote = /votes\/([0-9a-f-]{36})/.exec(page.url())[1];
  }));

test('a judge speaks, changes a score with a reason, and votes', () =>
  as(judges.Noor, async (page) => {
    await page.goto(`/en/c/${SLUG}/judge`);
    await follow(page, '/judge/deliberation');
    // Tavi is barred from it, so that it is the other two who judged it.
    await follow(page, `/deliberation/${entries[1]}`);
    const said = await page.locator('main').innerText();
    assert.match(said, /Note of Noor\.[\s\S]*Note of Ines\./);
    await reach(page, '#revise > summary');
    await page.keyboard.press('Enter');
    await reach(page, '[type=radio][name^=marks]:checked');
    await page.keyboard.press('ArrowDown');
    await reach(page, '[name=reason]');
    await page.keyboard.type('I played on to the second ferry.');
    await press(page, 'revise_scorecard');
    assert.match(await page.locator('main').innerText(), /was 3[\s\S]*I played on to the second ferry\./);
    await follow(page, '/judge/deliberation');
    await follow(page, `/deliberation/${entries[0]}`);
    await reach(page, '#text');
    await page.keyboard.type('The second ferry changed my mind.');
    await press(page, 'say');
    assert.match(await page.locator('#discussion ~ *').first().innerText(), /The second ferry changed my mind\./);
    await page.goto(`/en${JUDGE}/votes/${vote}`);
    await reach(page, '[name=choice]');
    await page.keyboard.press('Space');
    await press(page, 'cast_ballot');
  }));

test('another dissents', () =>
  as(judges.Ines, async (page) => {
    await page.goto(`/en${JUDGE}`);
    await follow(page, `/votes/${vote}`);
    await reach(page, '[name=choice]');
    await page.keyboard.press('Space');
    await reach(page, '[name=dissent]');
    await page.keyboard.type('One winner was announced.');
    await press(page, 'cast_ballot');
    await reach(page, '[name=choice]:checked');
    await page.keyboard.press('ArrowDown');
    await press(page, 'cast_ballot');
    assert.doesNotMatch(await page.locator('main').innerText(), /Result/);
  }));

test('who has a conflict of interest reads nothing of that entry', () =>
  as(judges.Tavi, async (page) => {
    await page.goto(`/en${JUDGE}`);
    const room = page.locator('main');
    assert.match(await room.innerText(), /Kept from you: conflict of interest[\s\S]*Orange Kite/);
    assert.equal(await room.locator(`a[href*="${entries[1]}"]`).count(), 0);
    await follow(page, `/deliberation/${entries[0]}`);
    assert.match(await room.innerText(), /The second ferry changed my mind\./);
  }));

test('an organiser closes the vote and everybody reads the count', async () => {
  await as(organiser, async (page) => {
    await page.goto(`/en${ORGANISE}/votes/${vote}`);
    assert.doesNotMatch(await page.locator('main').innerText(), /One winner was announced/);
    await reach(page, 'form[action="/api/results/close_vote"] summary');
    await page.keyboard.press('Enter');
    await press(page, 'close_vote');
  });
  await as(judges.Tavi, async (page) => {
    await page.goto(`/en${JUDGE}/votes/${vote}`);
    const main = await page.locator('main').innerText();
    assert.match(main, /most votes are for several options/);
    assert.match(main, /Judge Ines[\s\S]*One winner was announced\./);
  });
  await as(organiser, async (page) => {
    await page.goto(`/en${ORGANISE}/votes/${vote}`);
    await reach(page, '[name=option]');
    await page.keyboard.press('ArrowDown');
    await reach(page, '[name=decide_reason]');
    await page.keyboard.type('The prize allows for it.');
    await press(page, 'decide_vote');
    assert.match(await page.locator('main').innerText(), /Decided for: Yes[\s\S]*The prize allows for it\./);
  });
});

test('the pages of the room are accessible and fit, in both directions, light and dark', async () => {
  const pages = [
    [judges.Noor, [JUDGE, `${JUDGE}/${entries[0]}`, `${JUDGE}/votes/${vote}`]],
    [organiser, [ORGANISE, `${ORGANISE}/${entries[0]}`, `${ORGANISE}/votes/${vote}`, `${ORGANISE}/votes?kind=award`, `${ORGANISE}/votes?kind=free`]],
  ];
  for (const [session, paths] of pages) {
    for (const [locale, width, dark] of [['en', 1280, false], ['ar', 1280, true], ['ar', 360, false], ['en', 320, true]]) {
      await as(
        session,
        async (page) => {
          for (const path of paths) {
            await page.goto(`/${locale}${path}`, { waitUntil: 'load' });
            await looked(page);
          }
        },
        { js: true, width, dark },
      );
    }
  }
});
