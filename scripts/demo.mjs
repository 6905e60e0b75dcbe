// npm run demo: `cartridge demo` of this clone, with the dbt of its .venv unless CARTRIDGE_DBT names another.
//   npm run demo                 in a temporary folder
//   npm run demo -- my-folder    in a folder of your own
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const program = join(root, 'dist', 'cli', 'main.js');
const isWindows = process.platform === 'win32';
const dbt = join(root, '.venv', isWindows ? 'Scripts' : 'bin', isWindows ? 'dbt.exe' : 'dbt');
const env = { ...process.env };
if (!env.CARTRIDGE_DBT && existsSync(dbt)) env.CARTRIDGE_DBT = dbt;

// Ctrl-C reaches the demo as well, which ends where it is safe; this process only waits for it.
process.on('SIGINT', () => {});
const child = spawn(process.execPath, [program, 'demo', ...process.argv.slice(2)], {
  cwd: process.env.INIT_CWD ?? process.cwd(),
  env,
  stdio: 'inherit',
});
child.on('close', (status) => {
  if (status === 0 && !isWindows) {
    console.log(`\nIn a clone, cartridge is not on the PATH. For this shell:\n  alias cartridge='node ${program}'`);
    if (env.CARTRIDGE_DBT) console.log(`  export CARTRIDGE_DBT='${env.CARTRIDGE_DBT}'`);
  }
  process.exit(status ?? 1);
});
