import type { DeltaOf } from '../../plan/deltas.ts';
import { paragraphOf } from '../../planner/english.ts';
import type { Known } from '../known/known.ts';
import type { Checked } from './checked.ts';
import { refuse, SAME } from './checked.ts';
import { descriptionText } from './description-text.ts';

type Description = DeltaOf<'describe_table'> | DeltaOf<'describe_column'> | DeltaOf<'describe_mart'>;

/** Words for what has none of its own: what people wrote in the warehouse stands. */
export function checkDescription(delta: Description, known: Known): Checked {
  const table = known.table(delta.table);
  if (!table) return refuse(`${delta.table.name} is not there`);
  const said = descriptionText(delta.text);
  if ('why' in said) return { ...said, why: `${table.label}: ${said.why}` };
  if (delta.kind === 'describe_mart') {
    if (!table.mart) return refuse(`no mart is made of ${table.label}`);
    return table.mart.description === said.text ? SAME : { delta: { ...delta, text: said.text } };
  }
  if (!table.staging) return refuse(`${table.label} is not staged`);
  const column = delta.kind === 'describe_column' ? table.columns.get(delta.column) : undefined;
  if (delta.kind === 'describe_column' && (!column || column.as === null))
    return refuse(`${table.label}.${delta.column} is not staged`);
  const comment = paragraphOf(column ? column.raw.comment : table.table.comment);
  if (comment !== undefined)
    return refuse(`${column ? `${table.label}.${column.raw.name}` : table.label} has a comment in the warehouse`);
  const drafted = column
    ? table.staging.columns.find(({ name }) => name === column.as)?.description
    : table.staging.description;
  return drafted === said.text ? SAME : { delta: { ...delta, text: said.text } };
}
