import { isUtf8 } from 'node:buffer';
import type { Stats } from 'node:fs';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { unreadableReason } from '../../outside/unreadable-reason.ts';
import type { FactsRequest, FileFacts } from './file-facts.ts';
import { MANIFEST_FILE, readFileFacts, unreadableFacts } from './file-facts.ts';
import type { FactsStore, KnownFile } from './known-facts.ts';
import { hashOf, parseKnown, printKnown } from './known-facts.ts';

export interface ReadFacts {
  readonly facts: ReadonlyMap<string, FileFacts>;
  /** Of all files together: the same where all have the same bytes. */
  readonly fingerprint: () => string;
}

/**
 * The facts of each file, by path; a file that is gone is left out. Opens only what has changed since the facts in `store`,
 * and reads again only what has other bytes. A manifest, which must come last, is left out unless it is newer than all else.
 */
export async function readFacts(
  projectDir: string,
  requests: readonly FactsRequest[],
  store: FactsStore | undefined,
): Promise<ReadFacts> {
  const before = parseKnown((await store?.load('facts')) ?? null);
  const now = new Map<string, KnownFile>();
  let newest = 0;
  for (const [index, request] of requests.entries()) {
    // Thousands of small files are read several times faster one after the other than over the thread pool.
    if (index % FILES_IN_A_ROW === FILES_IN_A_ROW - 1) await setImmediate();
    const absolute = join(projectDir, request.path);
    const stats = statSync(absolute, { throwIfNoEntry: false });
    if (!stats || (request.path === MANIFEST_FILE && stats.mtimeMs < newest)) continue;
    newest = Math.max(newest, stats.mtimeMs);
    now.set(request.path, readKnown({ absolute, stats, request }, before.get(request.path)));
  }
  if (store && !isSame(before, now)) await store.save('facts', printKnown(now));
  return {
    facts: new Map([...now].map(([path, { facts }]) => [path, facts])),
    fingerprint: () => hashOf(JSON.stringify([...now].map(([path, { hash }]) => [path, hash]))),
  };
}

/** Between them the process can do something else. */
const FILES_IN_A_ROW = 200;

/** File systems count time in steps of up to two seconds. */
const STEP_MS = 2000;

interface FileToRead {
  readonly absolute: string;
  readonly stats: Stats;
  readonly request: FactsRequest;
}

function readKnown({ absolute, stats, request }: FileToRead, before: KnownFile | undefined): KnownFile {
  const stamp = stampOf(stats);
  const isUsable = before !== undefined && (before.withStyle || !request.withStyle);
  if (isUsable && !before.isFresh && before.stamp === stamp) return before;
  const isFresh = Date.now() - Math.max(stats.mtimeMs, stats.ctimeMs) < STEP_MS;
  try {
    const { text, isValid } = readText(absolute);
    const hash = hashOf(text);
    const facts = isUsable && before.hash === hash ? before.facts : factsOf(request, text, isValid);
    return { stamp, hash, isFresh, withStyle: request.withStyle, facts };
  } catch (error) {
    const problem = problemOf(request.path, unreadableReason(error));
    return { stamp, hash: '', isFresh: true, withStyle: false, facts: unreadableFacts(problem) };
  }
}

/** A text, and whether it is UTF-8: what is not has been replaced by a mark, which a text may also hold itself. */
function readText(absolute: string): { text: string; isValid: boolean } {
  const text = readFileSync(absolute, 'utf8');
  return { text, isValid: !text.includes('\uFFFD') || isUtf8(readFileSync(absolute)) };
}

function stampOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size} ${mtimeMs} ${ctimeMs} ${ino}`;
}

/** dbt takes every file for UTF-8, and stops at one that is not; what can be read of it still tells something. */
function factsOf(request: FactsRequest, text: string, isValid: boolean): FileFacts {
  const facts = readFileFacts(request, text);
  return isValid ? facts : { ...facts, problems: [problemOf(request.path, 'it is not UTF-8'), ...facts.problems] };
}

function problemOf(file: string, reason: string): FileFacts['problems'][number] {
  return { code: 'FILE_UNREADABLE', message: `${file} cannot be read: ${reason}`, where: { file } };
}

function isSame(before: ReadonlyMap<string, KnownFile>, now: ReadonlyMap<string, KnownFile>): boolean {
  return before.size === now.size && [...now].every(([path, known]) => before.get(path) === known);
}
