import { appendFile, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { systemErrorCode } from '../outside/disk.ts';
import { CARTRIDGE_FOLDER, cartridgePaths, openCartridgeFolder } from './cartridge-folder.ts';
import { unwritable } from './unwritable.ts';

/** What became of a plan. `failed`: a run kept nothing, so the plan was not applied. */
const RECORD_STATUSES = [
  'planned',
  'approved',
  'declined',
  'executing',
  'applied',
  'failed',
  'cancelled',
  'rolled_back',
] as const;
type RecordStatus = (typeof RECORD_STATUSES)[number];

/** One line of a record: only what is new. Times are ISO 8601 in UTC, handed in by the caller. */
const recordEntrySchema = z.looseObject({
  status: z.enum(RECORD_STATUSES).optional(),
  created_at: z.string().optional(),
  approved_at: z.string().optional(),
  started_at: z.string().optional(),
  completed_at: z.string().optional(),
  /** Who did it, as the system names them. */
  by: z.string().optional(),
  /** Added to those already there. */
  approvals: z.array(z.looseObject({ by: z.string(), at: z.string() })).optional(),
  estimates: z.record(z.string(), z.number()).optional(),
  /** The run that this entry is about; collected into `run_ids`. */
  run_id: z.string().optional(),
});
export type RecordEntry = z.infer<typeof recordEntrySchema>;

/** All entries of a record, put together: the last word on each key. */
export interface PlanRecord {
  readonly status: RecordStatus;
  readonly created_at?: string | undefined;
  readonly approved_at?: string | undefined;
  readonly started_at?: string | undefined;
  readonly completed_at?: string | undefined;
  readonly by?: string | undefined;
  readonly approvals: readonly { readonly by: string; readonly at: string }[];
  readonly estimates?: Readonly<Record<string, number>> | undefined;
  /** Runs of this plan, oldest first. */
  readonly run_ids: readonly string[];
}

/** Adds one durable line to what is known of a plan. Throws FILE_UNWRITABLE. */
export async function appendRecord(projectDir: string, planId: string, entry: RecordEntry): Promise<void> {
  const { plans } = await openCartridgeFolder(projectDir, 'plans');
  try {
    const file = await open(join(plans, recordName(planId)), 'a+');
    try {
      await appendFile(file, `${(await endsTorn(file)) ? '\n' : ''}${JSON.stringify(entry)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unwritable(`${CARTRIDGE_FOLDER}/plans/${recordName(planId)}`, error);
  }
}

/** What became of a plan; null if nothing is known of it. A line that was torn by a crash is passed over. */
export async function readRecord(projectDir: string, planId: string): Promise<PlanRecord | null> {
  let text: string;
  try {
    text = await readFile(join(cartridgePaths(projectDir).plans, recordName(planId)), 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return null;
    throw error;
  }
  const entries = parseRecord(text);
  return entries.length === 0 ? null : foldRecord(entries);
}

/** The entries of a record file; lines that are not whole entries are left out. Pure. */
function parseRecord(text: string): RecordEntry[] {
  return text.split('\n').flatMap((line) => {
    try {
      const entry = recordEntrySchema.safeParse(JSON.parse(line));
      return entry.success ? [entry.data] : [];
    } catch {
      return [];
    }
  });
}

/** The last word of the entries on each key; approvals and runs are collected. Pure. */
function foldRecord(entries: readonly RecordEntry[]): PlanRecord {
  let record: PlanRecord = { status: 'planned', approvals: [], run_ids: [] };
  for (const { run_id, approvals = [], ...entry } of entries) {
    record = {
      ...record,
      ...entry,
      status: entry.status ?? record.status,
      approvals: [...record.approvals, ...approvals],
      run_ids: run_id === undefined || record.run_ids.includes(run_id) ? record.run_ids : [...record.run_ids, run_id],
    };
  }
  return record;
}

function recordName(planId: string): string {
  return `${planId}.record.jsonl`;
}

/** Whether the last line lacks its end, so that the next entry must not be glued to it. */
async function endsTorn(file: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await file.stat();
  if (size === 0) return false;
  const { buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer[0] !== 0x0a;
}
