// A visitor in Chromium who fails the test on anything that a page should never do.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const scriptless = new WeakSet();

// The shell draws pages without a window around them, which takes half the time.
const PROGRAMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Debian's Chromium, kept from looking for updates and the like: a test talks to our own server only. */
export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? PROGRAMS.find((program) => existsSync(program)),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * Runs `visit(page, context)` as a new visitor, then fails on console errors and warnings, exceptions, violations of
 * the content security policy, broken loads, and requests to anyone but `origin`.
 *
 * `expected`: patterns of troubles that belong to the test, such as the 404 of a missing page.
 * `policy`: whether the content security policy holds; without it only the page itself stands against what people write.
 * `session`: what `context.storageState()` gave for somebody signed in.
 */
export async function withVisitor(
  browser,
  { origin, js = true, locale = 'en', dark = false, width = 1280, height = 900, session, policy = true, expected = [] },
  visit,
) {
  const context = await browser.newContext({
    baseURL: origin,
    javaScriptEnabled: js,
    bypassCSP: !policy,
    locale,
    colorScheme: dark ? 'dark' : 'light',
    viewport: { width, height },
    reducedMotion: 'reduce',
    storageState: session,
  });
  if (!js) scriptless.add(context);
  try {
    const troubles = await watch(context, origin);
    const page = await context.newPage();
    const result = await visit(page, context).catch(async (error) => {
      throw new Error(`${error.message}\n${[await shown(page), ...troubles].join('\n')}`, { cause: error });
    });
    const unexpected = troubles.filter((trouble) => !expected.some((pattern) => pattern.test(trouble)));
    assert.equal(unexpected.length, 0, `pages misbehaved:\n${unexpected.join('\n')}`);
    return result;
  } finally {
    await context.close();
  }
}

/** Where a page stands and what it says, for the message of a test that failed on it. */
async function shown(page) {
  const text = await page.locator('body').innerText({ timeout: 2_000 }).catch((error) => error.message);
  return `at ${page.url()}:\n${text.slice(0, 3_000)}`;
}

export const hasScripts = (page) => !scriptless.has(page.context());

async function watch(context, origin) {
  const troubles = [];
  const add = (kind, page, text) => troubles.push(`${kind} at ${page?.url() ?? '?'}: ${text}`);
  // A warning too: Leptos reports an island without its wasm, which is then dead, as no more than that.
  context.on('console', (message) => {
    // Where scripts are switched off the browser still loads them ahead, and wonders.
    if (scriptless.has(context) && /preloaded using link preload/.test(message.text())) return;
    if (['error', 'warning'].includes(message.type())) add(`console ${message.type()}`, message.page(), message.text());
  });
  context.on('weberror', (error) => add('exception', error.page(), error.error().stack ?? error.error()));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) add('request elsewhere', null, request.url());
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // Going to another page breaks off what the last one was still loading.
    // Where scripts are switched off the browser does not load them.
    if (reason === 'csp' && scriptless.has(context)) return;
    if (reason !== 'net::ERR_ABORTED') add('failed load', null, `${request.url()} ${reason}`);
  });
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (violation) => {
      console.error(`policy violation: ${violation.effectiveDirective} ${violation.blockedURI || violation.sample}`);
    });
  });
  return troubles;
}
