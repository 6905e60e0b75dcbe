// Bundles src/ into dist/: one file in place of some three hundred of our own and of the packages, so that a command
// starts in half the time. Commands stay lazy: each is a file of its own beside what they share. Native packages, and
// those that a project may lack, are left to Node. Types come from tsc.
//   node scripts/bundle.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..');
const LEFT_TO_NODE = ['@duckdb/node-api', 'fs-native-extensions'];

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { index: 'src/index.ts', 'cli/main': 'src/cli/main.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: LEFT_TO_NODE,
  // Packages that are CommonJS ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as createRequireOfBundle } from 'node:module';\nconst require = createRequireOfBundle(import.meta.url);",
  },
  metafile: true,
  logLevel: 'warning',
});
writeFileSync(join(root, 'dist', 'third-party-licenses.txt'), licenses(Object.keys(metafile.inputs)));

/** The licence of every package that is in the bundle, as those licences ask. */
function licenses(inputs) {
  const names = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)]
    .sort((a, b) => (a < b ? -1 : 1))
    .map(licenseOf)
    .join('\n');
}

function licenseOf(name) {
  const folder = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? '' : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}
