import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { Delta, DeltaOf } from '../../plan/deltas.ts';
import type { MartSpec } from '../../plan/specs.ts';
import { describeRawTable } from '../describe-table.ts';
import type { DescribedTable } from '../draft-staging.ts';
import { paragraphOf } from '../english.ts';
import { plural } from '../inflect.ts';
import type { DeltaFate, Drafted } from './drafted.ts';
import { isColumnName } from './rename-columns.ts';
import type { WrittenFate } from '../written/draft-written.ts';
import { sayableText } from './table-deltas.ts';

/** A delta about what is made of a table, and not about what the table means. */
export type MakingDelta = Exclude<Delta, { kind: 'role' | 'key' | 'relationship' | 'answer' }>;

const IDLE: DeltaFate = { kind: 'idle' };

/** What became of a delta in a draft, as the draft itself shows it. Pure. */
export function deltaFate(delta: MakingDelta, drafted: Drafted): DeltaFate {
  if (delta.kind === 'write_model') return writtenFate(drafted.written.get(delta.name));
  const table = drafted.rawTable(delta.table);
  const label = tableLabel(delta.table);
  if (!table) return { kind: 'no_table', why: `there is no table ${label} in what was read` };
  if ('column' in delta && !table.columns.some(({ name }) => name === delta.column)) {
    return { kind: 'no_column', why: `${label} has no column ${delta.column}` };
  }
  const described = drafted.byKey.get(tableKey(delta.table));
  if (!described) return refused(`nothing is made of ${label}`);
  return described.toStage.isAround
    ? { kind: 'no_table', why: `${label} was not read` }
    : fateOf(delta, described, drafted);
}

function writtenFate(fate: WrittenFate | undefined): DeltaFate {
  if (!fate) return IDLE;
  return 'why' in fate ? refused(fate.why) : followed(fate.model);
}

function fateOf(
  delta: Exclude<MakingDelta, { kind: 'write_model' }>,
  described: DescribedTable,
  drafted: Drafted,
): DeltaFate {
  switch (delta.kind) {
    case 'rename_table': {
      if (described.toStage.entity.plural === plural(delta.name)) return followed(described.toStage.model);
      const renaming = drafted.renamings.get(tableKey(delta.table));
      return refused(renaming && 'why' in renaming ? renaming.why : `it is called ${described.toStage.entity.plural}`);
    }
    case 'rename_column':
      return columnNameFate(delta, described);
    case 'describe_table':
      return textFate(delta.text, describeRawTable(described.toStage), {
        ...described,
        comment: described.toStage.table.comment,
      });
    case 'describe_column':
      return textFate(delta.text, described.descriptions.get(delta.column) ?? '', {
        ...described,
        comment: commentOf(delta.column, described),
      });
    case 'accepted_values':
      return valuesFate(delta, described, drafted);
    case 'measure':
      return measureFate(delta, described, drafted);
    case 'describe_mart':
    case 'add_mart':
    case 'drop_mart':
      return drafted.layers.includes('marts') ? martFate(delta, described, drafted) : IDLE;
  }
}

function columnNameFate({ column, name }: DeltaOf<'rename_column'>, { toStage, renamed }: DescribedTable): DeltaFate {
  if (toStage.staging) return refused(peoples(toStage.staging.model.name));
  const as = renamed.get(column);
  if (as === name) return followed(toStage.model);
  if (as === undefined) return refused(`${toStage.model} leaves ${column} out`);
  return refused(isColumnName(name) ? `another column is called ${name}` : `${name} is no name that needs no quotes`);
}

/** Comments of the tables themselves go before what a model says of them. */
function textFate(
  text: string,
  description: string,
  { toStage, comment }: DescribedTable & { readonly comment: string | undefined },
): DeltaFate {
  const said = sayableText(text);
  if (said === undefined) return refused(UNSAYABLE);
  if (paragraphOf(comment) !== undefined) return refused('its own comment describes it');
  if (toStage.staging && toStage.declared) return refused(peoples(toStage.staging.model.name));
  return description.startsWith(said) ? followed(toStage.model) : refused('it is described in other words');
}

function commentOf(column: string, { toStage }: DescribedTable): string | undefined {
  return toStage.table.columns.find(({ name }) => name === column)?.comment;
}

function valuesFate(
  { column, values }: DeltaOf<'accepted_values'>,
  { toStage, renamed }: DescribedTable,
  { layers, models }: Drafted,
): DeltaFate {
  if (!layers.includes('staging')) return IDLE;
  if (toStage.staging) return refused(peoples(toStage.staging.model.name));
  const wanted = [...new Set(values)].sort().join('\n');
  const spec = models.get(toStage.model)?.columns.find(({ name }) => name === renamed.get(column));
  const test = spec?.tests.find((each) => each.test === 'accepted_values');
  if (test?.test === 'accepted_values' && test.values.join('\n') === wanted) return followed(toStage.model);
  const seen = toStage.columnBeliefs.get(column)?.values ?? [];
  const unseen = values.filter((value) => !seen.includes(value));
  return refused(unseen.length > 0 ? 'not all of the values were seen' : 'its values cannot be tested');
}

function measureFate(delta: DeltaOf<'measure'>, { toStage, renamed }: DescribedTable, drafted: Drafted): DeltaFate {
  if (!drafted.layers.includes('marts') || !drafted.layers.includes('intermediate')) return IDLE;
  const totals = drafted.totals.get(toStage.model) ?? [];
  const column = renamed.get(delta.column);
  const has = totals.filter(({ measures }) =>
    measures.some((each) => each.as === delta.name && each.function === delta.function && each.column === column),
  );
  if (has.length > 0) return { kind: 'followed', touched: has.map(({ name }) => name) };
  if (totals.length === 0) return refused(`no fact sums ${toStage.entity.plural} up`);
  return refused(`${delta.column} has no such total, or another column is called ${delta.name}`);
}

function martFate(
  delta: DeltaOf<'describe_mart' | 'add_mart' | 'drop_mart'>,
  { toStage }: DescribedTable,
  { marts }: Drafted,
): DeltaFate {
  const mart = marts.get(toStage.model);
  switch (delta.kind) {
    case 'drop_mart':
      return mart ? refused(`the project has ${mart.name}`) : followed();
    case 'add_mart':
      if (mart?.mart === delta.mart) return followed(mart.name);
      return refused(
        mart ? `it has the ${mart.mart} ${mart.name}` : 'no such mart can be made of it, or people have one',
      );
    case 'describe_mart':
      if (!mart) return refused('no mart is made of it');
      return describesMart(delta, mart);
  }
}

function describesMart({ text }: DeltaOf<'describe_mart'>, { name, description }: MartSpec): DeltaFate {
  const said = sayableText(text);
  if (said === undefined) return refused(UNSAYABLE);
  return description.startsWith(said) ? followed(name) : refused('it is described in other words');
}

const UNSAYABLE = 'the text says nothing that a description may hold';

function followed(...touched: readonly string[]): DeltaFate {
  return { kind: 'followed', touched };
}

function refused(why: string): DeltaFate {
  return { kind: 'refused', why };
}

function peoples(model: string): string {
  return `people wrote ${model}`;
}
