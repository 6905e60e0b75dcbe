import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dbt } from '../../src/outside/dbt.ts';
import type { Finding } from '../../src/outside/dbt-log.ts';
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

/**
 * What is worse in `after`: that dbt refuses the project, and each finding that was not there before, or only each such
 * error. Nothing where dbt refused it before. Pure.
 */
export function parseProblems(before: DbtRunResult, after: DbtRunResult, rule: 'says no more' | 'accepts'): string[] {
  if (!before.ok) return [];
  const known = before.findings.map(keyOf);
  const found = after.findings.filter((finding) => {
    const at = known.indexOf(keyOf(finding));
    if (at >= 0) known.splice(at, 1);
    return at < 0 && (rule === 'says no more' || finding.level === 'error');
  });
  return [
    ...(after.ok ? [] : [`refuses the project now: ${after.noAnswer ?? 'see below'}`]),
    ...found.map(({ level, name, message }) => `says an additional ${level}: ${name}: ${message}`),
  ];
}

/** Of equal findings: dbt lists unused paths in another order each time. */
function keyOf({ name, message }: Finding): string {
  return JSON.stringify([name, ...message.split(/\s+/).toSorted()]);
}

/** In words for a line: `ok, 12 warnings`. */
export function parseWords({ ok, noAnswer, findings }: DbtRunResult): string {
  if (noAnswer !== null) return noAnswer;
  const errors = findings.filter(({ level }) => level === 'error').length;
  return `${ok ? 'ok' : 'refused'}, ${errors === 0 ? '' : `${errors} errors, `}${findings.length - errors} warnings`;
}
