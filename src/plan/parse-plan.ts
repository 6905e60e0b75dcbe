import type { Problem } from '../errors.ts';
import { CartridgeError, throwProblems } from '../errors.ts';
import { findJsonFault } from '../yaml/json-position.ts';
import { schemaProblems } from '../yaml/schema-problems.ts';
import type { ExecutionPlan } from './plan.ts';
import { PLAN_FORMAT_VERSION, planSchema } from './plan.ts';

/**
 * Reads a plan file. `file` is only named in errors. Keys that this version does not know are kept. Throws with every
 * problem: PLAN_INVALID with its place, PLAN_NEWER_VERSION for a newer major. Rules and seal are checked elsewhere.
 */
export function parsePlan(text: string, file: string): ExecutionPlan {
  const value = parseJson(text, file);
  throwProblems(checkVersion(value, file));
  const parsed = planSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  throwProblems(schemaProblems(parsed.error, { code: 'PLAN_INVALID', file }));
  throw new CartridgeError({ code: 'PLAN_INVALID', message: `${file} is not a plan`, where: { file } });
}

function parseJson(text: string, file: string): unknown {
  try {
    // A byte order mark is no part of JSON, but editors on Windows write one.
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    const fault = findJsonFault(text);
    throw new CartridgeError({
      code: 'PLAN_INVALID',
      message: `${file} is not JSON: ${fault?.reason ?? 'it cannot be read'}`,
      where: { file, ...(fault ? { line: fault.line, column: fault.column } : {}) },
      hint: 'A plan file is written by cartridge plan. Make it anew, or get the whole file.',
    });
  }
}

function checkVersion(value: unknown, file: string): Problem[] {
  const version =
    typeof value === 'object' && value !== null && 'format_version' in value ? value.format_version : null;
  if (typeof version !== 'string' || !/^\d+\.\d+$/.test(version)) {
    return [
      {
        code: 'PLAN_INVALID',
        message: `${file} is not a plan: it has no format_version such as "${PLAN_FORMAT_VERSION}"`,
        where: { file, at: 'format_version' },
        hint: 'cartridge plan --out FILE writes a plan file.',
      },
    ];
  }
  if (major(version) <= major(PLAN_FORMAT_VERSION)) return [];
  return [
    {
      code: 'PLAN_NEWER_VERSION',
      message: `${file} has format ${version}; this cartridge reads up to ${major(PLAN_FORMAT_VERSION)}.x`,
      where: { file, at: 'format_version' },
      hint: 'Update cartridge, or make the plan anew with this one.',
    },
  ];
}

function major(version: string): number {
  return Number(version.slice(0, version.indexOf('.')));
}
