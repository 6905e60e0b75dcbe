import { cpSync } from 'node:fs';
import { expect } from 'vitest';
import { resumeRun } from '../../src/executor/resume-run.ts';
import { rollbackRun } from '../../src/executor/rollback-run.ts';
import type { Disk } from '../../src/outside/disk.ts';
import { writeBase } from '../../src/store/bases.ts';
import { makePlan } from './make-plan.ts';
import type { Tree } from './project-tree.ts';
import { readTree, temporaryFolder, writeTree } from './project-tree.ts';
import { applyQuietly, quiet } from './run-options.ts';

/** 23 files: made, replaced, merged and deleted, in new and old folders, with and without bases; and one beside the plan. */
const made = Array.from({ length: 13 }, (_, index) => ({
  path: `models/${['staging/shop', 'marts', 'marts/core'][index % 3]}/model_${index}.sql`,
  before: null,
  after: `select ${index}\n`,
}));
const replaced = ['dbt_project.yml', 'models/schema.yml', 'models/old/a.sql', 'models/old/b.sql', 'README.md'];
/** Files of people: our nodes come into one, columns into another; of the third we only remember what is ours. */
const spliced = [
  { path: 'models/theirs.yml', before: 'theirs\n', after: 'theirs and ours\n', base: 'ours\n' },
  { path: 'models/theirs.sql', before: 'select 1\n', after: 'select 1, 2\n', base: null },
  { path: 'models/same.yml', before: 'same\n', after: 'same\n', base: 'ours of same\n' },
];
const deleted = ['models/old/gone.sql', 'seeds/gone.csv'];

/** The plan of every crash test. */
export const crashPlan = makePlan([
  ...made,
  ...replaced.map((path) => ({ path, before: `old ${path}\n`, after: `new ${path}\n` })),
  ...spliced,
  ...deleted.map((path) => ({ path, before: `old ${path}\n`, after: null })),
]);

/** A project for `crashPlan`, in a temporary folder. */
export async function makeProject(): Promise<string> {
  const project = temporaryFolder();
  const texts = [...replaced, ...deleted].map((path) => [path, `old ${path}\n`] as const);
  writeTree(project, Object.fromEntries([...texts, ...spliced.map(({ path, before }) => [path, before] as const)]));
  writeTree(project, { 'models/old/b.sql': '0600:old models/old/b.sql\n', 'models/mine.sql': '0640:mine\n' });
  for (const path of ['dbt_project.yml', 'models/old/gone.sql', 'models/same.yml'])
    await writeBase(project, path, `old ${path}\n`);
  return project;
}

/** All that a run may change: the files, and the bases. */
export interface Whole {
  readonly files: Tree;
  readonly bases: Tree;
}

/** Reads it. */
export function readWhole(project: string): Whole {
  return { files: readTree(project), bases: readTree(project, '.cartridge/base') };
}

/** The project before the plan, and after an undisturbed apply. */
export async function readEnds(): Promise<{ before: Whole; after: Whole; folders: string[] }> {
  const project = await makeProject();
  const before = readWhole(project);
  await applyQuietly(project, crashPlan);
  return { before, after: readWhole(project), folders: [project] };
}

/** Every file is byte for byte, mode for mode, what it was or what the plan makes it, and nothing else is there. */
export function assertOldOrNew(project: string, { before, after }: { before: Whole; after: Whole }): void {
  const now = readTree(project);
  for (const [path, state] of Object.entries(now))
    expect([before.files[path], after.files[path]], path).toContain(state);
  for (const path of Object.keys(before.files)) {
    if (!(path in now)) expect(after.files, `${path} is gone`).not.toHaveProperty([path]);
  }
}

/** A copy of a project as a crash left it. */
export function copyProject(project: string): string {
  const copy = temporaryFolder();
  cpSync(project, copy, { recursive: true });
  return copy;
}

/** Resumes or rolls back, as a person would after a death. */
export function recover(how: 'resume' | 'rollback', projectDir: string, disk?: Disk) {
  const options = { ...quiet, projectDir, ...(disk ? { disk } : {}) };
  return how === 'resume' ? resumeRun(options) : rollbackRun(options);
}
