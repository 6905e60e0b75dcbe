import { expect, it } from 'vitest';
import { scratchPaths } from '../../src/executor/scratch-paths.ts';

const folders = {
  exists: (folder: string) => ['models', 'models/mounted', '.cartridge/runs/3'].includes(folder),
  device: (folder: string) => (folder === 'models/mounted' ? 2 : 1),
};

it.each([
  ['a.sql', '.cartridge/runs/3/new/7', '.cartridge/runs/3/old/7'],
  ['models/new/deep/a.sql', '.cartridge/runs/3/new/7', '.cartridge/runs/3/old/7'],
  ['models/mounted/deep/a.sql', 'models/mounted/.cartridge-3-7.new', 'models/mounted/.cartridge-3-7.old'],
])('keeps the texts of %s on the same file system', (path, staged, saved) => {
  expect(scratchPaths({ path, index: 7 }, '3', folders)).toEqual({ staged, saved });
});
