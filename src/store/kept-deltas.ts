import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../errors.ts';
import { CartridgeError, throwProblems } from '../errors.ts';
import { systemErrorCode } from '../outside/disk.ts';
import { unreadableReason } from '../outside/unreadable-reason.ts';
import type { Delta } from '../plan/deltas.ts';
import { deltaSchema } from '../plan/deltas.ts';
import { REFINEMENT_PATH } from '../plan/plan-paths.ts';
import { findJsonFault } from '../yaml/json-position.ts';
import { isMapping, mappingOf } from '../yaml/mapping.ts';
import { readYaml } from '../yaml/read.ts';
import { schemaProblems } from '../yaml/schema-problems.ts';

const FORMAT_VERSION = '1.0';

/** What a refinement changed and a project keeps, so that the next plan, made without a model, is the same. */
export interface KeptDeltas {
  readonly deltas: readonly Delta[];
  /** Entries of kinds that only a newer version knows: they stay where they are. */
  readonly unread: readonly unknown[];
}

const NOTHING_KEPT: KeptDeltas = { deltas: [], unread: [] };

/**
 * The deltas that the project keeps; none where there is no file. To go on without a file that cannot be read would take back what was
 * applied.
 * @throws CartridgeError REFINEMENT_INVALID with every problem and its line, FILE_UNREADABLE.
 */
export async function readKeptDeltas(projectDir: string): Promise<readonly Delta[]> {
  return parseKeptDeltas(await readText(projectDir)).deltas;
}

async function readText(projectDir: string): Promise<string | undefined> {
  try {
    return await readFile(join(projectDir, REFINEMENT_PATH), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined;
    const message = `${REFINEMENT_PATH} cannot be read: ${unreadableReason(error)}`;
    throw new CartridgeError({ code: 'FILE_UNREADABLE', message, where: { file: REFINEMENT_PATH } }, { cause: error });
  }
}

/** What a text of `.cartridge/refinement.json` holds; undefined: there is none. Throws REFINEMENT_INVALID. */
export function parseKeptDeltas(text: string | undefined): KeptDeltas {
  if (text === undefined) return NOTHING_KEPT;
  const document = mappingOf(parseJson(text));
  const isNewer = isNewerMinor(document['format_version']);
  const list: unknown = document['deltas'];
  if (!Array.isArray(list)) throw new CartridgeError(invalid('it has no list of deltas', { at: 'deltas' }));
  const entries = list.map((entry: unknown, index) => ({ entry, index, parsed: deltaSchema.safeParse(entry) }));
  const isUnread = (entry: unknown): boolean => isNewer && !isKnownKind(entry);
  const yaml = readYaml(text, REFINEMENT_PATH);
  throwProblems(
    entries.flatMap(({ entry, index, parsed }) => {
      if (parsed.success || isUnread(entry)) return [];
      const positionOf = (): { readonly line?: number } =>
        'problems' in yaml ? {} : { line: yaml.positionOf(['deltas', index])?.line ?? 1 };
      return schemaProblems(parsed.error, { code: 'REFINEMENT_INVALID', file: REFINEMENT_PATH }).map((problem) => ({
        ...problem,
        message: `${REFINEMENT_PATH}: entry ${index + 1}: ${problem.message}`,
        where: { file: REFINEMENT_PATH, ...positionOf() },
        hint: HOW_TO_GO_ON,
      }));
    }),
  );
  return {
    deltas: entries.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : [])),
    unread: entries.flatMap(({ entry, parsed }) => (parsed.success ? [] : [entry])),
  };
}

/** The text of the file: JSON with a line for each delta, so that a review shows what changed. */
export function keptDeltasText({ deltas, unread }: KeptDeltas): string {
  const lines = [...deltas, ...unread].map((entry) => `\n    ${JSON.stringify(entry)}`);
  const list = lines.length === 0 ? '[]' : `[${lines.join(',')}\n  ]`;
  return `{\n  "format_version": "${FORMAT_VERSION}",\n  "deltas": ${list}\n}\n`;
}

const HOW_TO_GO_ON =
  'Each entry is what a model changed in an applied plan. Remove the entry to have the version of the rules, or restore the file.';

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    const fault = findJsonFault(text);
    const place = fault ? { line: fault.line, column: fault.column } : {};
    throw new CartridgeError(invalid(`it is not JSON: ${fault?.reason ?? 'it cannot be read'}`, place));
  }
}

/** Whether a file is of a newer minor version, which may hold what this one does not know. Throws for a newer major. */
function isNewerMinor(version: unknown): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(typeof version === 'string' ? version : '') ?? [];
  if (major === undefined)
    throw new CartridgeError(invalid('it has no format_version such as "1.0"', { at: 'format_version' }));
  if (Number(major) > 1) {
    const message = `it has format ${String(version)}; this cartridge reads up to 1.x`;
    throw new CartridgeError({ ...invalid(message, { at: 'format_version' }), hint: 'Update cartridge.' });
  }
  return Number(minor) > 0;
}

const KINDS: ReadonlySet<unknown> = new Set(deltaSchema.options.map(({ shape }) => shape.kind.value));

function isKnownKind(entry: unknown): boolean {
  return isMapping(entry) && KINDS.has(entry['kind']);
}

function invalid(reason: string, place: Problem['where']): Problem {
  const where = { file: REFINEMENT_PATH, ...place };
  return {
    code: 'REFINEMENT_INVALID',
    message: `${REFINEMENT_PATH} cannot be used: ${reason}`,
    where,
    hint: HOW_TO_GO_ON,
  };
}
