import { existsSync, readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Disk } from '../outside/disk.ts';

/**
 * The journal of a run: what it set out to do and how far it came, one JSON record a line, only ever added to. It holds
 * paths and hashes, never contents. Each record that must outlive a power cut is synced before the work that relies on
 * it begins.
 */
const hash = z.string().nullable();

/** One planned file, with all that is needed to publish it or to put it back. */
const entrySchema = z.object({
  /** Relative to the project folder, with `/`. */
  path: z.string(),
  before: hash,
  after: hash,
  /** Where the new text waits, relative to the project folder; null for a deletion. */
  staged: z.string().nullable(),
  /** Where the old text is kept; null where there was no file. */
  saved: z.string().nullable(),
  /** Where the new base waits; null for a deletion, and where no base is kept. */
  staged_base: z.string().nullable(),
  /** Hash of the new base, where that is not `after`. */
  base: z.string().optional(),
  /** Where the old base is kept; null where there was none. */
  saved_base: z.string().nullable(),
  steps: z.array(z.number()),
});
export type Entry = z.infer<typeof entrySchema>;

const head = { seq: z.number(), at: z.string() };
const error = z.object({ code: z.string(), message: z.string() });

const journalRecordSchema = z.discriminatedUnion('type', [
  z.object({
    ...head,
    type: z.literal('run'),
    format_version: z.string(),
    run_id: z.string(),
    plan_id: z.string(),
    plan_name: z.string(),
    by: z.string(),
    files: z.number(),
    actions: z.array(z.object({ step_id: z.number(), name: z.string(), depends_on: z.array(z.number()) })),
  }),
  z.object({ ...head, type: z.literal('verified'), level: z.string() }),
  /** Texts that will wait outside the run's folder, so that a later run can clear them away after a death. */
  z.object({ ...head, type: z.literal('staging'), paths: z.array(z.string()) }),
  /** The commit point. Once this is durable the run can be finished in either direction from what is on disk. */
  z.object({
    ...head,
    type: z.literal('publish_begin'),
    /** In the order of publishing. */
    entries: z.array(entrySchema),
    /** Folders that did not exist, outermost first, relative to the project folder. */
    folders: z.array(z.string()),
  }),
  /** Everything is new and was read again. */
  z.object({ ...head, type: z.literal('published'), warnings: z.array(error) }),
  /** The run kept nothing: it failed before the commit point, or was put back after it. */
  z.object({ ...head, type: z.literal('failed'), error }),
  z.object({ ...head, type: z.literal('rollback_begin'), by: z.string(), paths: z.array(z.string()) }),
  /** `kept`: files that a person had changed since, left as they are. */
  z.object({ ...head, type: z.literal('rollback_end'), paths: z.array(z.string()), kept: z.array(z.string()) }),
]);
export type JournalRecord = z.infer<typeof journalRecordSchema>;
type WithoutHead<R> = R extends unknown ? Omit<R, 'seq' | 'at'> : never;
/** A record before the writer numbers and dates it. */
export type NewRecord = WithoutHead<JournalRecord>;

/**
 * Reads a journal. A line that is not a whole record is skipped: it was torn by a death, so nothing that followed from
 * it was ever begun. So is a record of a kind that a newer version wrote.
 */
export function parseJournal(text: string): JournalRecord[] {
  const records: JournalRecord[] = [];
  for (const line of text.split('\n')) {
    const record = journalRecordSchema.safeParse(parseLine(line));
    if (record.success && record.data.seq > (records.at(-1)?.seq ?? 0)) records.push(record.data);
  }
  return records;
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Adds records to one journal; `seq` goes on from what is there. */
export class JournalWriter {
  readonly path: string;
  readonly #disk: Disk;
  readonly #now: () => string;
  #seq: number;

  constructor(path: string, { disk, now }: { disk: Disk; now: () => string }) {
    this.path = path;
    this.#disk = disk;
    this.#now = now;
    this.#seq = parseJournal(existsSync(path) ? readFileSync(path, 'utf8') : '').at(-1)?.seq ?? 0;
  }

  /** With `sync` the record is durable when this returns. */
  async append(record: NewRecord, { sync }: { sync: boolean }): Promise<void> {
    this.#seq += 1;
    const line = JSON.stringify({ seq: this.#seq, at: this.#now(), ...record });
    await this.#disk.append(this.path, `${isTorn(this.path) ? '\n' : ''}${line}\n`, { sync });
  }
}

/** A death may have left half a line; the next record must not be glued to it. */
function isTorn(path: string): boolean {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  return text !== '' && !text.endsWith('\n');
}
