// The program under test, on a folder of its own with the demo competition, stopped by its process id.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const debugBuild = fileURLToPath(new URL('../../target/debug/peaceapp', import.meta.url));
export const program = process.env.PEACEAPP_BIN ?? debugBuild;
const START_MS = 60_000;
const STOP_MS = 5_000;

/** A folder for the program's data. */
export const dataFolder = () => mkdtempSync(join(tmpdir(), 'peaceapp-e2e-'));

/**
 * Starts the program on a folder and waits until it listens; on a port of its own choice, if none is given. `end` sends a signal and waits for the end.
 * @returns {Promise<{origin: string, output: () => string, end: (signal: string) => Promise<string>}>}
 */
export async function serve(data, port = 0) {
  const command = [program, 'serve', '--demo', '--data', data, '--addr', `127.0.0.1:${port}`];
  // Both streams in one, so that what was printed first is read first; `exec` keeps the process id.
  const child = spawn('/bin/sh', ['-c', 'exec "$0" "$@" 2>&1', ...command], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`ended with ${signal ?? `code ${code}`}`));
  });
  // Also when the tests themselves are broken off.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  ended.then(() => process.off('exit', kill));

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
    kill();
    throw new Error(`${program}: ${result}\n${output}`);
  }
  const end = (signal) => {
    child.kill(signal);
    return ended;
  };
  return { origin: result.origin, output: () => output, end };
}

/**
 * The program on an empty folder, which goes with it.
 * @returns {Promise<{origin: string, output: () => string, stop: () => Promise<void>}>}
 */
export async function startServer() {
  const data = dataFolder();
  const discard = () => rmSync(data, { recursive: true, force: true });
  process.once('exit', discard);
  const { origin, output, end } = await serve(data);
  async function stop() {
    const patience = setTimeout(end, STOP_MS, 'SIGKILL');
    await end('SIGTERM');
    clearTimeout(patience);
    process.off('exit', discard);
    discard();
  }
  return { origin, output, stop };
}
