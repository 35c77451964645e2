// What everybody reads once results are out: gallery, entries, certificates, and what other sites may have of them. Every
// page in both languages and directions, narrow and wide, light and dark; without scripts.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { handIn, post, transition } from './acts.mjs';
import { openBrowser, withVisitor } from './browser.mjs';
import { judging } from './judging.mjs';
import { looked } from './looked.mjs';
import { publish } from './publish.mjs';
import { startServer } from './server.mjs';
import { firstLoad } from './weight.mjs';

const SLUG = 'public';
const PICTURE = fileURLToPath(new URL('../../style/picture.png', import.meta.url));
const ALT = 'Two drops, one in the other.';
/** The entry with a picture, and its key. */
const TITLE = 'Ballot Walk';
let server, browser, key;

const as = (session, visit, more = {}) => withVisitor(browser, { origin: server.origin, session, js: false, ...more }, visit);

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const written = async (page, id, title) => {
    if (title !== TITLE) return;
    await page.goto(`/en/entries/${id}/files`);
    const add = page.locator('form[action="/api/entries/add_file"]', { has: page.locator('[name=alt]') });
    await add.locator('[name=file]').setInputFiles(PICTURE);
    await add.locator('[name=alt]').fill(ALT);
    await post(page, add.locator('button').first());
  };
  const { organiser, session, entries } = await judging(browser, server, SLUG, { written });
  for (const [n, entry] of entries.entries()) {
    await as(session, (page) => handIn(page, entry, 4 - n), { expected: [/409/] });
  }
  await as(organiser, (page) => transition(page, SLUG));
  await publish((visit, more = {}) => as(more.session, visit), SLUG, organiser);
  const list = await (await fetch(`${server.origin}/c/${SLUG}/entries.json`)).json();
  key = list.entries.find(({ title }) => title === TITLE).key;
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** On the paper that it asks for: pages, and points across and down. */
async function printed(page) {
  const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  const [, across, down] = /MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf).map(Number);
  return { pages: pdf.match(/\/Type \/Page\b/g).length, across, down };
}

for (const [locale, width, dark] of [
  ['en', 1280, false],
  ['ar', 1280, true],
  ['ar', 360, false],
  ['en', 360, true],
]) {
  test(`everything published, in ${locale}, ${width} wide, ${dark ? 'dark' : 'light'}`, () =>
    as(
      undefined,
      async (page) => {
        const base = `/${locale}/c/${SLUG}`;
        await page.goto(`${base}/results`);
        await looked(page);
        await page.locator(`main a[href="${base}/entries"]`).first().click();
        await page.waitForURL(/\/entries$/);
        await looked(page);
        assert.equal(await page.locator('.gallery-card').count(), 2);
        await page.locator('.gallery-card', { hasText: TITLE }).locator('a').click();
        await page.waitForURL(new RegExp(`/entries/${key}$`));
        await page.locator('.media img').scrollIntoViewIfNeeded();
        await looked(page);
        assert.ok(await page.locator('.media img').evaluate((image) => image.complete && image.naturalWidth > 0), 'the picture is there');
        assert.equal(await page.locator('.media img').getAttribute('alt'), ALT);
        assert.ok(await page.locator('.entry-badge').evaluate((image) => image.naturalWidth === 320), 'the badge is there');
        await page.locator(`main a[href$="/${key}/certificate"]`).click();
        await page.waitForURL(/certificate$/);
        await looked(page);
        const { pages, across, down } = await printed(page);
        assert.deepEqual([pages, Math.round(across), Math.round(down)], [1, 842, 595], 'one sheet of A4 on its side');
        const check = new URL(await page.locator('.certificate .address').getAttribute('href'));
        await page.goto(check.pathname);
        await looked(page);
        assert.equal(await page.locator('.notice-success').count(), 1);
      },
      { width, height: 800, dark },
    ));
}

test('a filter without scripts, by keyboard, has an address of its own', () =>
  as(undefined, async (page) => {
    await page.goto(`/en/c/${SLUG}/entries`);
    await page.goto(`/en/c/${SLUG}/entries?country=KE&language=zz`);
    await looked(page);
    assert.equal(await page.locator('.gallery-card').count(), 0);
    await page.locator('#language').selectOption('');
    await page.locator('form[role=search] button').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/country=KE&language=(&|$)/);
    assert.equal(await page.locator('.gallery-card').count(), 2);
    assert.equal(await page.locator('#country').inputValue(), 'KE');
  }));

test('the feed and the badges are well-formed, and other sites may show a badge', async () => {
  const text = async (path) => (await fetch(`${server.origin}/c/${SLUG}/${path}`)).text();
  const files = await Promise.all(
    ['results.atom', 'results.atom?l=ar', `entries/${key}/badge.svg`, `entries/${key}/badge.svg?l=ar`].map(text),
  );
  // Without the policy, which lets no page read what it is given as a document.
  await withVisitor(browser, { origin: server.origin, policy: false }, async (page) => {
    await page.goto(`/en/c/${SLUG}/results`);
    const roots = await page.evaluate(
      (files) =>
        files.map((file) => {
          const read = new DOMParser().parseFromString(file, 'application/xml');
          return read.querySelector('parsererror')?.textContent ?? `${read.documentElement.namespaceURI} ${read.documentElement.localName}`;
        }),
      files,
    );
    assert.deepEqual(roots, [
      ...Array(2).fill('http://www.w3.org/2005/Atom feed'),
      ...Array(2).fill('http://www.w3.org/2000/svg svg'),
    ]);
  });
  const address = `${server.origin}/c/${SLUG}/entries/${key}/badge.svg`;
  const icon = await withVisitor(browser, { origin: server.origin }, async (page) => {
    await page.goto(`/en/c/${SLUG}/results`);
    return page.locator('link[rel=icon]').evaluate((link) => link.href);
  });
  const other = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html');
    reply.end(`<!DOCTYPE html><title>Another site</title><img src="${address}"><img src="${icon}">`);
  });
  await new Promise((resolve) => other.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${other.address().port}/`, { waitUntil: 'load' });
    const widths = await page.locator('img').evaluateAll((images) => images.map((image) => image.naturalWidth));
    assert.deepEqual(widths, [320, 0], 'the badge, and nothing else of ours');
  } finally {
    await context.close();
    await new Promise((resolve) => other.close(resolve));
  }
});

test('each of these pages is at most 60 KB on first load without its pictures, and has no script', async () => {
  for (const path of ['results', 'entries', `entries/${key}`, `entries/${key}/certificate`]) {
    const { requests } = await firstLoad(browser, `/en/c/${SLUG}/${path}`, { origin: server.origin, expected: [] });
    const own = requests.filter(({ url }) => !/\/pictures\/\d+$/.test(url));
    const total = own.reduce((sum, { bytes }) => sum + bytes, 0);
    assert.ok(total > 0 && total <= 60_000, `${path}: ${total} bytes`);
    assert.deepEqual(own.map(({ url }) => url).filter((url) => /\.(js|wasm)$/.test(url)), [], path);
  }
});
