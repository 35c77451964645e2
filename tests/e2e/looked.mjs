// What every page has to be, asked of the page as it is now.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { assertAccessible } from './axe.mjs';

let shots = 0;

/** Accessible, and no wider than the window. SHOTS=FOLDER keeps a picture of each, to look at. */
export async function looked(page) {
  if (process.env.SHOTS) {
    const name = `${String((shots += 1)).padStart(3, '0')}${new URL(page.url()).pathname.replace(/[^a-z0-9]+/gi, '_')}.png`;
    await page.screenshot({ path: join(process.env.SHOTS, name), fullPage: true });
  }
  await assertAccessible(page);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(over <= 0, `${page.url()} is ${over} too wide for ${page.viewportSize().width}`);
}
