import type { Problem } from '../errors.ts';
import type { Row } from '../outside/duckdb.ts';

/** The only row of a statement about a table; null if it failed or there was no time for it. */
export type Ask = (sql: string) => Promise<Row | null>;

/** What asking the rows may cost, in milliseconds of waiting: one query, and all queries of an input together. */
export interface ProbeLimits {
  readonly query: number;
  readonly all: number;
}

/** A database may be of any size; nobody waits for hours to see a plan. */
const LIMITS: ProbeLimits = { query: 20_000, all: 120_000 };
const NAMED = 5;

/** The time in which the rows of one input may be asked, and what there was no time for. */
export class ProbeBudget {
  private readonly limits: ProbeLimits;
  private spent = 0;
  private readonly late = new Set<string>();

  constructor(limits: ProbeLimits = LIMITS) {
    this.limits = limits;
  }

  /**
   * Runs a query about a table with a signal that aborts when its time is over or when `cancel` does. Null if it failed
   * or there was no time for it. Rejects with the reason of `cancel` once that is aborted.
   */
  async ask<T>(query: (stop: AbortSignal) => Promise<T>, table: string, cancel?: AbortSignal): Promise<T | null> {
    cancel?.throwIfAborted();
    const time = Math.min(this.limits.query, this.limits.all - this.spent);
    if (time <= 0) {
      this.late.add(table);
      return null;
    }
    const stop = new AbortController();
    const onCancel = (): void => stop.abort(cancel?.reason);
    const onTime = (): void => {
      this.late.add(table);
      stop.abort(new Error('there was no more time for this query'));
    };
    cancel?.addEventListener('abort', onCancel, { once: true });
    const timer = setTimeout(onTime, time);
    const started = performance.now();
    try {
      return await query(stop.signal);
    } catch {
      cancel?.throwIfAborted();
      return null;
    } finally {
      clearTimeout(timer);
      cancel?.removeEventListener('abort', onCancel);
      this.spent += performance.now() - started;
    }
  }

  /** Tells which tables could not be asked everything; nothing if all could. */
  get warnings(): readonly Problem[] {
    const tables = [...this.late];
    if (tables.length === 0) return [];
    const others = tables.length > NAMED ? ` and ${tables.length - NAMED} more` : '';
    return [
      {
        code: 'ROWS_NOT_ASKED',
        message: `there was no time to look into every row of ${tables.slice(0, NAMED).join(', ')}${others}`,
        hint: 'What was not looked into is believed by its names and types; its tests warn.',
      },
    ];
  }
}
