import type { SourceSpec } from '../plan/specs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { convert } from '../sql/dialects/convert.ts';
import type { Dialect } from '../sql/dialects/dialect.ts';
import { findLoader } from '../inference/names/loaders.ts';
import type { TableToStage } from './table-to-stage.ts';

/** What a source says of how its tables are loaded. */
export type LoadSpec = Pick<SourceSpec, 'loader' | 'freshness'>;
type TableLoadSpec = Pick<SourceSpec['tables'][number], 'loader' | 'freshness'>;
type Freshness = NonNullable<SourceSpec['freshness']>;

/**
 * Three days without a row warn. None is an error: a loader stamps only what it writes, so a table that nobody changes
 * grows old though its loader works (dbt-facts.md 9).
 */
const WARN_AFTER = { count: 3, period: 'day' } as const;

/**
 * Who loaded the tables and by which column dbt can tell how fresh they are. What holds for most tables stands at the
 * source; a table differs where it must (`null`: no freshness), by its raw name.
 */
export function describeLoads(
  tables: readonly TableToStage[],
  dialect: Dialect,
): {
  readonly source: LoadSpec;
  readonly tables: ReadonlyMap<string, TableLoadSpec>;
} {
  const loads = tables.map((table) => readLoad(table, dialect));
  const loader = mostCommon(loads.map(({ name }) => name));
  const field = mostCommon(loads.map((load) => load.field));
  // What only a few tables have stands at those tables.
  const shared = loads.filter((load) => load.field === field).length * 2 > tables.length ? field : undefined;
  const own = loads.map(({ table, name, field: at }): [string, TableLoadSpec] => [
    table,
    {
      ...(name === undefined || name === loader ? {} : { loader: name }),
      ...(at === shared ? {} : { freshness: at === undefined ? null : freshness(at) }),
    },
  ]);
  return {
    source: {
      ...(loader === undefined ? {} : { loader }),
      ...(shared === undefined ? {} : { freshness: freshness(shared) }),
    },
    tables: new Map(own),
  };
}

interface Load {
  readonly table: string;
  readonly name: string | undefined;
  /** SQL of the moment at which a row was loaded. */
  readonly field: string | undefined;
}

function readLoad({ table, families }: TableToStage, dialect: Dialect): Load {
  const load = findLoader(table.columns.map((column) => column.name));
  const family = load?.loadedAt === undefined ? undefined : families.get(load.loadedAt);
  const field = load?.loadedAt === undefined ? undefined : moment(load.loadedAt, { family, unit: load.unit, dialect });
  return { table: table.name, name: load?.name, field };
}

const NUMBERS: ReadonlySet<TypeFamily> = new Set(['text', 'integer', 'decimal', 'float']);

interface LoadedAt {
  readonly family: TypeFamily | undefined;
  readonly unit: 's' | 'ms' | undefined;
  readonly dialect: Dialect;
}

/** Names of loaders' columns are plain words, so they need no quotes. */
function moment(name: string, { family = 'other', unit, dialect }: LoadedAt): string | undefined {
  const { types, epoch } = dialect;
  if (family === 'timestamp') return name;
  if (unit !== undefined && NUMBERS.has(family)) {
    const value = unit === 's' ? `cast(${name} as ${types.double}) * 1000` : name;
    return epoch.ms(`cast(${value} as ${types.bigint})`);
  }
  if (family === 'date') return `cast(${name} as ${types.timestamp})`;
  return family === 'text' ? convert(name, { kind: 'cast', to: 'timestamp' }, { dialect, casts: 'cast' }) : undefined;
}

function freshness(field: string): Freshness {
  return { loaded_at_field: field, warn_after: WARN_AFTER };
}

/** The value that most have; of several the first in the alphabet, so that the order of the tables decides nothing. */
function mostCommon(values: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0];
}
