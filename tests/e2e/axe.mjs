// What a machine can find of WCAG 2.2 A and AA. It finds a part only; the rest is tested by name in the specs.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { hasScripts } from './browser.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with a list of the violations on the page as it is now. Returns the findings that need a human eye. */
export async function assertAccessible(page, { ignore = [] } = {}) {
  const options = {
    runOnly: { type: 'tag', values: TAGS },
    rules: Object.fromEntries(ignore.map((rule) => [rule, { enabled: false }])),
    resultTypes: ['violations', 'incomplete'],
    preload: hasScripts(page), // for the rules that read style sheets: needs timers
  };
  // Evaluated by the debugger, so the content security policy does not stand in the way.
  await page.evaluate(axe.source);
  // A page without scripts never fires a timer, and axe would wait for one without end, so here they fire at once.
  if (!hasScripts(page)) await page.evaluate(timersAtOnce);
  const { violations, incomplete } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  assert.equal(violations.length, 0, `${page.url()}\n${violations.map(describe).join('\n')}`);
  return incomplete;
}

function describe({ id, impact, help, nodes }) {
  const places = nodes.map(({ target, html, failureSummary }) => {
    const why = failureSummary.split('\n').slice(1).map((line) => line.trim()).join('; ');
    return `    ${target.join(' ')}\n      ${html.slice(0, 160)}\n      ${why}`;
  });
  return `  ${id} (${impact}): ${help}\n${places.join('\n')}`;
}

function timersAtOnce() {
  globalThis.setTimeout = (callback, _delay, ...args) => void Promise.resolve().then(() => callback(...args));
}
