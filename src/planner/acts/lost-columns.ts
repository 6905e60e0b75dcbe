import type { RefMove } from '../../sql/move-refs.ts';
import { findMentions } from '../../sql/select/mentions.ts';
import { readModel } from '../../sql/select/read-model.ts';
import { readOrigins } from '../../sql/select/read-origins.ts';
import { readNodeCall } from '../coverage/node-tests.ts';
import { comparedName } from '../existing/compared-name.ts';
import type { ActsContext } from './acts-context.ts';
import type { KnowNodes } from './known-model.ts';

/** Columns that a reader of a model takes from it, and that the model in its place lacks. */
export interface LostColumns {
  /** Path of the file, or the model whose test looks at the column. */
  readonly reader: string;
  readonly columns: readonly string[];
}

/**
 * What readers of a model would miss in another: columns that their SQL names, all where they take every column, and those that a
 * relationships test points to. A column that only another of their relations has may be among them: `bind` tells for sure. Pure.
 */
export function lostColumns(
  move: RefMove,
  context: ActsContext & { readonly nodes: KnowNodes; readonly readers: readonly string[] },
): LostColumns[] {
  const { nodes, readers, acts } = context;
  const now = new Set(nodes.model(move.to)?.columns.map(({ name }) => comparedName(name)));
  const lacking = (nodes.model(move.from)?.columns ?? [])
    .map(({ name }) => comparedName(name))
    .filter((name) => !now.has(name));
  // Of a model of which no column is known, nothing can be said.
  if (now.size === 0 || lacking.length === 0) return [];
  const inSql = readers
    .filter((path) => path.endsWith('.sql'))
    .map((path) => {
      const text = acts.texts.get(path) ?? '';
      // What comes out of a test or an analysis, nobody reads.
      const isModel = acts.context.existing_models.some((model) => model.path === path);
      return { reader: path, columns: takenBy(text, { move, lacking, isModel, adapter: context.input.adapter }) };
    });
  const inTests = acts.context.existing_models.map(({ name, columns }) => {
    const fields = columns.flatMap(({ tests }) => tests.flatMap((each) => pointedTo(each.arguments, move.from)));
    return { reader: `a test of ${name}`, columns: lacking.filter((column) => fields.includes(column)) };
  });
  return [...inSql, ...inTests].filter(({ columns }) => columns.length > 0);
}

function takenBy(
  sql: string,
  {
    move,
    lacking,
    isModel,
    adapter,
  }: {
    readonly move: RefMove;
    readonly lacking: readonly string[];
    readonly isModel: boolean;
    readonly adapter: string;
  },
): string[] {
  const model = readModel(sql, adapter);
  if ('reason' in model) return lacking.filter((column) => sql.toLowerCase().includes(column));
  const origins = readOrigins(sql, adapter);
  const stars = 'reason' in origins || !isModel ? [] : origins.stars.filter(({ parent }) => parent.name === move.from);
  const handsOn = (column: string): boolean =>
    stars.some(({ except }) => !except.some((name) => comparedName(name) === column));
  return lacking.filter((column) => handsOn(column) || findMentions(model, column).length > 0);
}

function pointedTo({ to, field }: Readonly<Record<string, unknown>>, model: string): string[] {
  const call = readNodeCall(to);
  return call?.function === 'ref' && call.args.at(-1) === model && typeof field === 'string'
    ? [comparedName(field)]
    : [];
}
