import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dbt } from '../../src/outside/dbt.ts';
import type { DbtRunResult } from '../../src/outside/run-dbt.ts';

/** Parses a project as it stands, with its own profile; dbt's output goes elsewhere and is removed. */
export async function parseProject(dbt: Dbt, projectDir: string): Promise<DbtRunResult> {
  const outputDir = await mkdtemp(join(tmpdir(), 'cartridge-parse-'));
  try {
    return await dbt.parse({ cwd: projectDir, projectDir, profilesDir: projectDir, outputDir, timeoutMs: 600_000 });
  } finally {
    await rm(outputDir, { recursive: true, force: true });
  }
}

/** What is worse in `after`: that dbt refuses it, and each finding that was not there before. Pure. */
export function parseProblems(before: DbtRunResult, after: DbtRunResult): string[] {
  const known = new Map<string, number>();
  for (const finding of before.findings) {
    const key = JSON.stringify([finding.name, finding.message]);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  const found = after.findings.filter((finding) => {
    const key = JSON.stringify([finding.name, finding.message]);
    const left = known.get(key) ?? 0;
    known.set(key, left - 1);
    return left <= 0;
  });
  return [
    ...(before.ok && !after.ok ? [`dbt refuses the project now: ${after.noAnswer ?? 'see below'}`] : []),
    ...found.map((finding) => `dbt: ${finding.level} ${finding.name}: ${finding.message}`),
  ];
}

/** In words for a line: `ok, 12 warnings`. */
export function parseWords({ ok, noAnswer, findings }: DbtRunResult): string {
  if (noAnswer !== null) return noAnswer;
  const errors = findings.filter(({ level }) => level === 'error').length;
  return `${ok ? 'ok' : 'refused'}, ${errors === 0 ? '' : `${errors} errors, `}${findings.length - errors} warnings`;
}
