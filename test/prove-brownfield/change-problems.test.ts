import { expect, it } from 'vitest';
import { changeProblems, diffLines } from './change-problems.ts';
import type { FolderState } from './folder-state.ts';

function folder(files: Readonly<Record<string, string>>): FolderState {
  return new Map(Object.entries(files).map(([path, text]) => [path, { mode: 0o644, bytes: Buffer.from(text) }]));
}

const before = folder({ 'models/': '', 'models/sources.yml': 'a: 1\nb: 2\n', 'README.md': 'Shop\n' });

it('lets a plan add files, their folders, and lines', () => {
  const after = folder({
    'models/': '',
    'models/sources.yml': 'a: 1\nnew: 3\nb: 2\n',
    'models/crm/': '',
    'models/crm/stg_crm__users.sql': 'select 1\n',
    'README.md': 'Shop\n',
  });
  const change = { before, after, planned: ['models/sources.yml', 'models/crm/stg_crm__users.sql'] };
  expect(changeProblems(change)).toEqual([]);
  expect(diffLines(change)).toEqual([
    '',
    'changed: models/sources.yml',
    ' a: 1',
    '+new: 3',
    ' b: 2',
    '',
    'new: models/crm/stg_crm__users.sql',
    '+select 1',
  ]);
});

it('names a file that the plan does not, and a line that was there', () => {
  const after = folder({ 'models/': '', 'models/sources.yml': 'a: 1\nb:  2\n', 'README.md': 'Shop!\n' });
  expect(changeProblems({ before, after, planned: ['models/sources.yml', 'models/new.sql'] })).toEqual([
    'README.md changed and is not in the plan',
    'models/new.sql is in the plan and did not change',
    'models/sources.yml: a line was touched: -b: 2',
  ]);
});

it('sees a line break and permissions', () => {
  const after = folder({ 'models/': '', 'models/sources.yml': 'a: 1\nb: 2\r\n', 'README.md': 'Shop\n' });
  expect(changeProblems({ before, after, planned: ['models/sources.yml'] })).toHaveLength(1);
  const executable = new Map([...before, ['README.md', { mode: 0o755, bytes: Buffer.from('Shop\n') }] as const]);
  expect(changeProblems({ before, after: executable, planned: [] })).toEqual([
    'README.md changed and is not in the plan',
  ]);
});
