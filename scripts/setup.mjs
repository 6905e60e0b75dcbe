// Installs what is missing, and nothing when nothing is: packages, the build, and dbt in .venv.
// Plain JavaScript without dependencies, because it runs before anything is installed.
//   node scripts/setup.mjs            packages and build
//   node scripts/setup.mjs --dbt      also .venv with dbt 1 (dbt cannot be had: says so, goes on)
//   node scripts/setup.mjs --dbt-v2   also .venv/v2 with the strict parser of dbt v2
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const wanted = new Set(process.argv.slice(2));
const bin = process.platform === 'win32' ? 'Scripts' : 'bin';
// The newest build of dbt v2 that comes as a wheel with the binary inside (later ones download it while installing).
const DBT_V2 = 'dbt==2.0.0rc196';

function run(command, args, quiet = false) {
  const result = spawnSync(command, args, { cwd: root, stdio: quiet ? 'pipe' : ['ignore', 'inherit', 'inherit'] });
  return result.status === 0;
}

function digest(...files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function isFresh(stamp, value) {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === value;
}

function installPackages() {
  const stamp = join(root, 'node_modules', '.cartridge-setup');
  const value = digest(join(root, 'package.json'), join(root, 'package-lock.json'));
  if (isFresh(stamp, value)) return;
  console.log('setup: installing packages');
  // Not `npm ci`: it refuses a lock file that lacks other platforms' optional packages, which a mirror may not hold.
  if (!run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'])) fail('npm install failed');
  writeFileSync(stamp, value);
}

function build() {
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .map((path) => join(root, 'src', path))
    .filter((path) => statSync(path).isFile());
  const stamp = join(root, 'dist', '.cartridge-setup');
  const settings = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', join('scripts', 'bundle.mjs')];
  const value = digest(...sources, ...settings.map((path) => join(root, path)));
  if (isFresh(stamp, value)) return;
  console.log('setup: building');
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const isBuilt =
    run(process.execPath, [tsc, '-p', 'tsconfig.build.json']) && run(process.execPath, [join('scripts', 'bundle.mjs')]);
  if (!isBuilt) fail('the build failed');
  writeFileSync(stamp, value);
}

function findPython() {
  for (const candidate of ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10']) {
    const version = spawnSync(candidate, ['-c', 'import sys; print(sys.version_info >= (3, 10))'], {
      encoding: 'utf8',
    });
    if (version.status === 0 && version.stdout.trim() === 'True') return candidate;
  }
  return null;
}

function installVenv(folder, pipArgs, what) {
  const stamp = join(folder, '.cartridge-setup');
  const value = JSON.stringify(pipArgs) + digest(join(root, 'scripts', 'requirements-dbt.txt'));
  if (isFresh(stamp, value)) return;
  const python = findPython();
  if (!python) return console.log(`setup: ${what} not installed: Python 3.10 or newer is not here`);
  console.log(`setup: installing ${what}`);
  mkdirSync(folder, { recursive: true });
  const pip = join(folder, bin, 'python');
  const ok =
    run(python, ['-m', 'venv', folder]) &&
    run(pip, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...pipArgs]);
  if (!ok) return console.log(`setup: ${what} could not be installed; what needs it will be left out`);
  writeFileSync(stamp, value);
}

function fail(message) {
  console.error(`setup: ${message}`);
  process.exit(1);
}

installPackages();
build();
const venv = join(root, '.venv');
if (wanted.has('--dbt')) {
  installVenv(venv, ['-r', join('scripts', 'requirements-dbt.txt')], 'dbt (into .venv)');
}
if (wanted.has('--dbt-v2')) {
  installVenv(join(venv, 'v2'), ['--only-binary', ':all:', '--pre', DBT_V2], "dbt v2's parser (into .venv/v2)");
}
