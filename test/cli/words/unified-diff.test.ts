import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { array, assert, boolean, constantFrom, option, property, tuple, uniqueArray } from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { COLOURED } from '../../../src/cli/colour.ts';
import { colourDiff, inBatchOrder, unifiedDiff } from '../../../src/cli/words/unified-diff.ts';
import { type FileChange, makePlan } from '../../helpers/make-plan.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../../helpers/project-tree.ts';
import { shopPlan } from '../../helpers/shop-plan.ts';

const folders: string[] = [];
afterEach(() => removeFolders(folders.splice(0)));

function diffOf(changes: readonly FileChange[]): string {
  const current = changes.flatMap(({ path, before }) => (before === null ? [] : [[path, before] as const]));
  return unifiedDiff(makePlan(changes), new Map(current));
}

/** What `git apply` makes of the changes in a folder that holds their old texts. */
function applyWithGit(changes: readonly FileChange[]): Record<string, string> {
  const folder = temporaryFolder();
  folders.push(folder);
  const old = changes.flatMap(({ path, before }) => (before === null ? [] : [[path, before] as const]));
  writeTree(folder, Object.fromEntries(old));
  mkdirSync(`${folder}/.git-none`);
  execFileSync('git', ['apply', '-'], {
    cwd: folder,
    input: diffOf(changes),
    env: { GIT_CEILING_DIRECTORIES: folder },
  });
  const files = Object.entries(readTree(folder)).filter(([path]) => !path.endsWith('/'));
  return Object.fromEntries(files.map(([path, text]) => [path, text.slice(text.indexOf(':') + 1)]));
}

it('shows each file under one line that says why', () => {
  const changes = [
    { path: 'models/a.sql', before: 'select 1\nfrom a\n', after: 'select 2\nfrom a\n' },
    { path: 'models/new.sql', before: null, after: 'select 1' },
    { path: 'models/old.sql', before: 'select 0\n', after: null },
  ];
  expect(diffOf(changes)).toBe(`models/a.sql   changed: a test needs it
diff --git a/models/a.sql b/models/a.sql
--- a/models/a.sql
+++ b/models/a.sql
@@ -1,2 +1,2 @@
-select 1
+select 2
 from a

models/new.sql   new: a test needs it
diff --git a/models/new.sql b/models/new.sql
new file mode 100644
--- /dev/null
+++ b/models/new.sql
@@ -0,0 +1,1 @@
+select 1
\\ No newline at end of file

models/old.sql   deleted: a test needs it
diff --git a/models/old.sql b/models/old.sql
deleted file mode 100644
--- a/models/old.sql
+++ /dev/null
@@ -1,1 +0,0 @@
-select 0
`);
});

it('is in the order of the batches', () => {
  const plan = shopPlan();
  const reversed = { ...plan, files: plan.files.toReversed() };
  expect(inBatchOrder(reversed).map((file) => file.path)).toEqual([
    'dbt_project.yml',
    'models/staging/shop/_shop__sources.yml',
    'models/staging/shop/stg_shop__customers.sql',
    'models/staging/shop/stg_shop__orders.sql',
    'models/marts/fct_orders.sql',
  ]);
});

it('is accepted by git apply: odd names, empty files, missing newlines, whatever the texts', () => {
  const changes = [
    { path: 'a b/c "d" é.sql', before: null, after: "-- it's\n--- a\n+++ b\n@@ -1 +1 @@\n" },
    { path: 'empty.sql', before: null, after: '' },
    { path: 'emptied.sql', before: 'x\n', after: '' },
    { path: 'with space.sql', before: 'a\nb\nc', after: 'a\nc\n' },
    { path: 'crlf.sql', before: 'a\r\nb\r\n', after: 'a\r\nB\r\n' },
    { path: 'gone.sql', before: 'x', after: null },
  ];
  expect(applyWithGit(changes)).toEqual({
    'a b/c "d" é.sql': changes[0]!.after,
    'crlf.sql': 'a\r\nB\r\n',
    'emptied.sql': '',
    'empty.sql': '',
    'with space.sql': 'a\nc\n',
  });
});

it('gives the new texts when git applies it, for any texts', () => {
  const line = constantFrom(
    'a',
    'b',
    '',
    '-',
    '--- x',
    '+++ y',
    '@@ -1 +1 @@',
    'diff --git a/f b/f',
    '\\ No',
    '\t',
    'é',
  );
  const text = tuple(array(line, { maxLength: 12 }), boolean()).map(([lines, isOpen]) => {
    return lines.join('\n') + (isOpen || lines.length === 0 ? '' : '\n');
  });
  assert(
    property(uniqueArray(tuple(option(text), text), { minLength: 1, maxLength: 4 }), (texts) => {
      const changes = texts
        .map(([before, after], index) => ({ path: `f${index}.sql`, before, after }))
        .filter(({ before, after }) => before !== after);
      if (changes.length === 0) return;
      expect(applyWithGit(changes)).toEqual(Object.fromEntries(changes.map(({ path, after }) => [path, after])));
    }),
    { numRuns: 25 },
  );
});

it('colours what is added, taken away and said', () => {
  const { bold, cyan, dim, green } = COLOURED;
  const diff = diffOf([{ path: 'a.sql', before: null, after: '+ b\n' }]);
  expect(colourDiff(diff, COLOURED)).toEqual([
    bold('a.sql   new: a test needs it'),
    dim('diff --git a/a.sql b/a.sql'),
    dim('new file mode 100644'),
    dim('--- /dev/null'),
    dim('+++ b/a.sql'),
    cyan('@@ -0,0 +1,1 @@'),
    green('++ b'),
    '',
  ]);
});
