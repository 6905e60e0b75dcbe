import { DEFAULT_STYLE } from '../../context/style.ts';
import type { Problem } from '../../errors.ts';
import type { Duckdb } from '../../outside/duckdb.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import type { WrittenModel } from '../../planner/written/check-written-model.ts';
import { checkWrittenModel, writtenProblem } from '../../planner/written/check-written-model.ts';
import { layOutWritten } from '../../planner/written/lay-out-written.ts';
import { orderWritten } from '../../planner/written/order-written.ts';
import type { ReadableColumn, ReadableModels } from '../../planner/written/reading.ts';
import { DUCKDB } from '../../sql/dialects/dialects.ts';
import { quoteIdentifier, relationName } from '../../sql/identifiers.ts';
import { faultOffset, provesNothing, readFault } from '../bind/duckdb-fault.ts';
import type { DuckdbFault } from '../bind/duckdb-fault.ts';
import { explainFault } from '../bind/explain-fault.ts';
import { MODEL_SCHEMA, openSealedDuckdb } from '../bind/sealed-duckdb.ts';

/** What the models may read, and whose SQL they are to be. */
export interface TryingModels {
  readonly models: ReadableModels;
  /** dbt's name of it. */
  readonly adapter: string;
  readonly signal?: AbortSignal | undefined;
}

/** Nothing is computed ahead, and little memory is there for what tries to. */
const SETTINGS = ["set memory_limit = '256MB'", 'set threads = 1', 'pragma disable_optimizer'];

/**
 * Tries models that a language model wrote: each is checked, and what keeps the rules is compiled in a DuckDB in memory on
 * empty tables with the columns of what it reads, in the order in which they read each other. Nothing is run. Gives what is
 * wrong with each, by name; an empty list where it holds. Rejects with the signal's reason.
 */
export async function tryWrittenModels(
  models: readonly DeltaOf<'write_model'>[],
  known: TryingModels,
): Promise<ReadonlyMap<string, readonly Problem[]>> {
  const { ordered, circular } = orderWritten(models);
  const found = new Map<string, readonly Problem[]>(
    circular.map(({ name }) => [
      name,
      [writtenProblem(name, 'it reads itself, through other models that were written')],
    ]),
  );
  if (ordered.length === 0) return found;
  const duckdb = await openSealedDuckdb(SETTINGS);
  const trial: Trial = { duckdb, known: new Map(known.models), made: new Set() };
  try {
    for (const model of ordered) {
      known.signal?.throwIfAborted();
      const checked = checkWrittenModel(model, { models: trial.known, adapter: known.adapter });
      found.set(model.name, 'problems' in checked ? checked.problems : await compile(model, checked, trial));
    }
  } finally {
    await duckdb.close();
  }
  return found;
}

/** The state of a trial. */
interface Trial {
  readonly duckdb: Duckdb;
  /** Grows with each written model that holds. */
  readonly known: Map<string, readonly ReadableColumn[]>;
  /** Models that stand in the database, empty. */
  readonly made: Set<string>;
}

async function compile(model: DeltaOf<'write_model'>, checked: WrittenModel, trial: Trial): Promise<Problem[]> {
  for (const ref of checked.refs) await makeEmpty(ref, trial);
  const lines = layOutWritten(checked.sql, { dialect: DUCKDB, style: DEFAULT_STYLE, relation: relationOf });
  const statement = lines.join('\n');
  try {
    const columns = await trial.duckdb.prepare(statement);
    trial.known.set(model.name, columns);
    return [];
  } catch (error) {
    const fault = readFault(error);
    if (provesNothing(fault) || isOfUnknownType(fault, checked, trial)) {
      trial.known.set(
        model.name,
        checked.columns.map((name) => ({ name, type: '' })),
      );
      return [];
    }
    const context = { sql: statement, offset: faultOffset(fault, statement), ...namesIn(trial) };
    return [writtenProblem(model.name, explainFault(fault, context))];
  }
}

/** Where the type of a column is not known, DuckDB cannot choose among the forms of a function. */
function isOfUnknownType({ message }: DuckdbFault, { refs }: WrittenModel, { known }: Trial): boolean {
  const isOpen = refs.some((ref) => known.get(ref)?.some(({ type }) => type === ''));
  return isOpen && message.startsWith('Could not choose a best candidate');
}

/** An empty table in place of a model, made once. */
async function makeEmpty(name: string, { duckdb, known, made }: Trial): Promise<void> {
  if (made.has(name)) return;
  made.add(name);
  const columns = (known.get(name) ?? []).map((column) => `${quoteIdentifier(column.name)} ${column.type || '"NULL"'}`);
  await duckdb.run(`create table ${relationOf(name)} (${columns.join(', ')})`);
}

function relationOf(name: string): string {
  return relationName([MODEL_SCHEMA, name]);
}

function namesIn({ known, made }: Trial): {
  labels: ReadonlyMap<string, string>;
  columnsOf: (label: string) => readonly string[];
} {
  return {
    labels: new Map([...made].map((name) => [relationOf(name), name])),
    columnsOf: (label) => (known.get(label) ?? []).map(({ name }) => name),
  };
}
