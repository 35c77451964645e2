// What people do on the pages, in the steps that several journeys take.
import assert from 'node:assert/strict';

/** The first form of an operation. */
export const form = (page, operation) => page.locator(`main form[action="/api/${operation}"]`).first();
/** The button that sends it. */
export const send = (page, operation, button = 'button.button-primary, button') => form(page, operation).locator(button).first();

/** Clicks what posts a form and waits for the page that follows. */
export async function post(page, button) {
  const before = page.url();
  await Promise.all([page.waitForEvent('framenavigated', { timeout: 20_000 }), button.click()]);
  await page.waitForLoadState('load');
  const problems = page.locator('.error-summary');
  assert.equal(await problems.count(), 0, `${before} refused: ${await problems.allInnerTexts()}`);
}

export async function open(details) {
  if (!(await details.evaluate((element) => element.open))) await details.locator('> summary').click();
}

export async function signUp(page, name, next) {
  await page.goto(`/en/sign-up?next=${encodeURIComponent(next)}`);
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=email]').fill(`${name.toLowerCase()}-${Date.now()}@example.org`);
  await page.locator('[name=password]').fill('correct horse battery');
  await post(page, send(page, 'accounts/sign_up'));
}

/**
 * A time of the form's kind, so many seconds from now, in UTC. Never a full minute: a browser leaves its seconds out, and
 * what is given to the minute is meant to the end of it.
 */
function soon(seconds) {
  const at = Math.floor(Date.now() / 1000) + seconds;
  return new Date((at % 60 ? at : at + 1) * 1000).toISOString().slice(0, 19);
}

export async function transition(page, slug) {
  await page.goto(`/en/c/${slug}/organise`);
  const details = page.locator('details.confirm', { has: page.locator('form[action="/api/competition/transition"]') }).first();
  if (await details.count()) await open(details);
  await post(page, send(page, 'competition/transition'));
}

/** Makes a competition whose entries get one review, and opens it. */
export async function openCompetition(page, slug) {
  await page.goto('/en/new');
  await page.locator('[name=name]').fill(`Peace games ${slug}`);
  await page.locator('[name=slug]').fill(slug);
  await post(page, send(page, 'competition/create'));
  await page.goto(`/en/c/${slug}/organise/settings`);
  await page.locator('[name=reviews_per_entry]').fill('1');
  await post(page, send(page, 'competition/save_settings'));
  await transition(page, slug);
}

/** Moves a date of the timetable to a few seconds from now, and waits for it. */
export async function moveDate(page, slug, date) {
  await page.goto(`/en/c/${slug}/organise/settings`);
  const dates = page.locator('form[action="/api/competition/move_date"]', { has: page.locator('[name=date]') }).first();
  const choice = dates.locator('select[name=date]');
  if (await choice.count()) await choice.selectOption(date);
  await dates.locator('[name=value]').fill(soon(4));
  await dates.locator('[name=reason]').fill('Everybody is done');
  await post(page, dates.locator('button').first());
  await new Promise((resolve) => setTimeout(resolve, 6000));
}

/** Ends entering in a few seconds, and goes on to the checks. */
export async function closeEntries(page, slug) {
  await moveDate(page, slug, 'entries_close_at');
  await transition(page, slug);
}

/** Chooses how the ranking is computed, and seals it; returns the digest that everybody sees. */
export async function sealMethod(page, slug, { method, lottery }) {
  await page.goto(`/en/c/${slug}/organise/method`);
  const choice = form(page, 'competition/choose_method');
  await choice.locator(`[name=method][value=${method}]`).check();
  await choice.locator('[name=decimals]').selectOption('2');
  if (lottery) await choice.locator('[name=lottery]').check();
  await post(page, choice.locator('button').last());
  await open(form(page, 'competition/seal_method').locator('details.confirm'));
  await post(page, send(page, 'competition/seal_method', '.confirm-panel button'));
  await page.goto(`/en/c/${slug}/method`);
  return (await page.locator('.code-box', { hasText: /^[0-9a-f]{64}$/ }).first().innerText()).trim();
}

/** Begins an entry on the page of a competition where one enters; returns its id. */
export async function begin(page, { title, team, name, country }) {
  const start = form(page, 'entries/create');
  await start.locator('[name=track]').first().check();
  await start.locator('[name=title]').fill(title);
  await start.locator('[name=team_name]').fill(team);
  await start.locator('[name=public_name]').fill(name);
  await start.locator('[name=country]').selectOption(country);
  await post(page, send(page, 'entries/create'));
  return /entries\/([0-9a-f-]{36})/.exec(page.url())[1];
}

/** Fills in all that an entry needs, without sending it. */
export async function write(page, id) {
  await page.goto(`/en/entries/${id}/edit`);
  const edit = form(page, 'entries/save_draft');
  await edit.locator('[name=pitch]').fill('Walk to the ballot together.');
  for (const name of ['description', 'dialogue', 'prevention']) await edit.locator(`[name="answer[${name}]"]`).fill(`Words about ${name}.`);
  await edit.locator('[name="answer[theme][]"]').first().check();
  await edit.locator('input[type=checkbox][name^=languages]').first().check();
  await edit.locator('input[type=checkbox][name^=platforms]').first().check();
  for (const name of ['play_url', 'video_url']) await edit.locator(`[name="answer[${name}]"]`).fill(`https://play.example/${name}`);
  await edit.locator('[name=accept_rules]').check();
}

/** The button that hands in what is written. */
export const submitButton = (page) => page.locator('button[formaction="/api/entries/submit"]');
export const submit = (page) => post(page, submitButton(page));

/**
 * Hands in a scorecard with the same mark on everything, though nothing was opened; `comment(n)`: what is said on the n-th
 * criterion. The page asks once more, with status 409.
 */
export async function handIn(page, entry, mark, comment) {
  await page.goto(`/en/judge/entries/${entry}`);
  const card = form(page, 'scores/save');
  for (const radio of await card.locator(`input[type=radio][name^="marks["][value="${mark}"]`).all()) await radio.check();
  if (comment) {
    for (const [n, area] of (await card.locator('textarea[name^="comments["]').all()).entries()) await area.fill(comment(n));
  }
  await page.locator('button[name=submit][value=submit]').click();
  await post(page, page.getByRole('button', { name: 'Submit all the same' }));
}

/** An organiser's check of an entry. */
export async function check(page, slug, id, outcome, { reason, text } = {}) {
  await page.goto(`/en/c/${slug}/organise/entries/${id}`);
  const checked = form(page, 'entries/check');
  await checked.locator(`[name=outcome][value=${outcome}]`).check();
  if (reason) await checked.locator('[name=reason]').selectOption(reason);
  if (text) await checked.locator('[name=text]').fill(text);
  await post(page, send(page, 'entries/check'));
}
