import { rmSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { CartridgeError } from '../../src/errors.ts';
import { readStatus } from '../../src/executor/read-status.ts';
import { resumeRun } from '../../src/executor/resume-run.ts';
import { rollbackRun } from '../../src/executor/rollback-run.ts';
import { crashingDisk } from '../helpers/failing-disk.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { applyQuietly, quiet } from '../helpers/run-options.ts';

vi.setConfig({ testTimeout: 300_000 });

/** A project is a map from path to text; `null` as a new text means deletion. */
type Texts = Record<string, string>;
const PATHS = [
  'dbt_project.yml',
  'models/a.sql',
  'models/b.sql',
  'models/marts/c.sql',
  'seeds/d.csv',
  'x y/{{ e }}.sql',
];

const path = fc.constantFrom(...PATHS);
const text = fc.constantFrom('', 'select 1\n', 'ä\r\n', '{{ ref("x") }}');
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('apply' as const),
      after: fc.dictionary(path, fc.option(text), { minKeys: 1, maxKeys: 5 }),
      dieAt: fc.option(fc.integer({ min: 1, max: 70 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('edit' as const), path, text: fc.option(fc.constant('mine\n')) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('resume' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rollback' as const) }) },
);

function texts(project: string): Texts {
  const files = Object.entries(readTree(project)).filter(([name]) => !name.endsWith('/'));
  return Object.fromEntries(files.map(([name, content]) => [name, content.slice(5)]));
}

function planFor(current: Texts, after: Record<string, string | null>) {
  const changes = Object.entries(after).map(([name, content]) => {
    return { path: name, before: current[name] ?? null, after: content };
  });
  return makePlan(changes.filter(({ before, after: content }) => before !== content));
}

/** What `work` does is done, or refused with an error of ours; a death is no error. */
async function attempt(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof CartridgeError) return error.code;
    throw error;
  }
}

it('never loses an edit, whatever is applied, dies, is resumed and rolled back around it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (steps) => {
      const project = temporaryFolder();
      const edits: Texts = {};
      for (const action of steps) {
        const before = texts(project);
        if (action.do === 'edit') {
          edit(project, action.path, action.text);
          if (action.text === null) delete edits[action.path];
          else edits[action.path] = action.text;
        } else if (action.do === 'apply') {
          await checkApply(project, before, action);
          const isUnfinished = readStatus(project).state === 'unfinished'; // then a resume may still replace them
          for (const name of Object.keys(action.after)) {
            if (isUnfinished || texts(project)[name] !== 'mine\n') delete edits[name];
          }
        } else {
          const run = action.do === 'resume' ? resumeRun : rollbackRun;
          await attempt(run({ ...quiet, projectDir: project }));
        }
        for (const [name, mine] of Object.entries(edits)) expect(texts(project)[name], name).toBe(mine);
      }
      await checkEnd(project);
      removeFolders([project]);
    }),
    { numRuns: 40 },
  );
});

function edit(project: string, name: string, content: string | null): void {
  if (content === null) rmSync(join(project, name), { force: true });
  else writeTree(project, { [name]: content });
}

async function checkApply(
  project: string,
  before: Texts,
  { after, dieAt }: { after: Record<string, string | null>; dieAt: number | null },
): Promise<void> {
  const plan = planFor(before, after);
  const wasUnfinished = readStatus(project).state === 'unfinished';
  const disk = dieAt === null ? {} : { disk: crashingDisk(dieAt) };
  const outcome = await attempt(applyQuietly(project, plan, disk));
  const now = texts(project);
  if (wasUnfinished) expect(outcome).not.toBe('done');
  if (outcome === 'done') expect({ ...now, ...after }).toEqual({ ...now, ...after, ...pick(now, after) });
  for (const [name, content] of Object.entries(now))
    expect([before[name], after[name] ?? undefined]).toContain(content);
  if (dieAt === null && outcome !== 'done') expect(now).toEqual(before);
}

/** The planned paths as they are now, absent ones as null. */
function pick(now: Texts, after: Record<string, string | null>): Record<string, string | null> {
  return Object.fromEntries(Object.keys(after).map((name) => [name, now[name] ?? null]));
}

/** Whatever happened, a rollback is a way out, and after it nothing is unfinished. */
async function checkEnd(project: string): Promise<void> {
  const outcome = await attempt(rollbackRun({ ...quiet, projectDir: project }));
  expect(['done', 'ROLLBACK_INCOMPLETE']).toContain(outcome);
  expect(readStatus(project).state).toBe('idle');
}
