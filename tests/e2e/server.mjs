// The program under test: started on an empty folder with the demo competition, stopped by its process id.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const debugBuild = fileURLToPath(new URL('../../target/debug/peaceapp', import.meta.url));
const START_MS = 60_000;
const STOP_MS = 5_000;

/**
 * Starts the program and waits until it listens.
 * @returns {Promise<{origin: string, output: () => string, stop: () => Promise<void>}>}
 */
export async function startServer({ program = process.env.PEACEAPP_BIN ?? debugBuild, args = [] } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'peaceapp-e2e-'));
  const serve = [program, 'serve', '--demo', '--data', data, '--addr', '127.0.0.1:0', ...args];
  // Both streams in one, so that what was printed first is read first; `exec` keeps the process id.
  const child = spawn('/bin/sh', ['-c', 'exec "$0" "$@" 2>&1', ...serve], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });
  // Also when the tests themselves are broken off.
  const discard = () => {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  process.once('exit', discard);

  async function stop() {
    const patience = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    child.kill('SIGTERM');
    await ended;
    clearTimeout(patience);
    process.off('exit', discard);
    rmSync(data, { recursive: true, force: true });
  }

  const listening = new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      // With its end of line, as a chunk may end in the middle of an address.
      const line = /listening on (http:\/\/\S+)\n/.exec(output);
      if (line) resolve({ origin: new URL(line[1]).origin });
    });
  });
  let timer;
  const tooLate = new Promise((resolve) => {
    timer = setTimeout(resolve, START_MS, `did not listen within ${START_MS / 1000} s`);
  });
  const result = await Promise.race([listening, ended, tooLate]);
  clearTimeout(timer);
  if (typeof result === 'string') {
    await stop();
    throw new Error(`${program}: ${result}\n${output}`);
  }
  return { origin: result.origin, output: () => output, stop };
}
