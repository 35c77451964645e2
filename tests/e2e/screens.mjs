// Screenshots, to look at: each page narrow and wide, light and dark, left-to-right and right-to-left.
// screens.mjs OUTDIR [--role ROLE] [PATH..]: `{locale}` in a path becomes the language.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, withVisitor } from './browser.mjs';
import { startServer } from './server.mjs';
import { signIn } from './sign-in.mjs';

const PAGES = ['/{locale}'];
const WIDTHS = [360, 1280];
const LOCALES = ['en', 'ar'];

const { values, positionals } = parseArgs({ options: { role: { type: 'string' } }, allowPositionals: true });
const [folder, ...paths] = positionals;
if (!folder) throw new Error('usage: screens.mjs OUTDIR [--role ROLE] [PATH..]');
mkdirSync(folder, { recursive: true });

const server = await startServer();
const browser = await openBrowser();
try {
  const session = values.role && (await signIn(browser, server, values.role));
  for (const path of paths.length ? paths : PAGES) {
    for (const locale of LOCALES) {
      for (const dark of [false, true]) {
        for (const width of WIDTHS) {
          const name = `${fileName(path, values.role)}-${locale}-${width}-${dark ? 'dark' : 'light'}.png`;
          await withVisitor(browser, { origin: server.origin, locale, dark, width, session }, async (page) => {
            await page.goto(path.replaceAll('{locale}', locale), { waitUntil: 'networkidle' });
            await page.screenshot({ path: join(folder, name), fullPage: true });
          });
          console.log(join(folder, name));
        }
      }
    }
  }
} finally {
  await browser.close();
  await server.stop();
}

function fileName(path, role = 'visitor') {
  const words = path.replaceAll('{locale}', '').split(/[^\w-]+/).filter(Boolean);
  return [role, ...(words.length ? words : ['home'])].join('-');
}
