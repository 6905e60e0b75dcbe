import { cleanName } from './clean-name.ts';
import { capital, paragraphOf, words } from './english.ts';
import { withArticle, wordList } from './marts/grain.ts';
import type { TableToStage } from './table-to-stage.ts';

/** What a raw table holds: its comment, else a delta's words, else its entity and grain. */
export function describeRawTable(toStage: TableToStage): string {
  const grain = grainOfTable(toStage);
  const plain = `${capital(words(toStage.entity.plural))} as loaded`;
  return saidOf(toStage) ?? `${plain}${grain === undefined ? '' : `: ${grain}`}.`;
}

/** What a staging model holds: the same, by the names of the project. */
export function describeStaging(toStage: TableToStage): string {
  const grain = grainOfTable(toStage);
  const plain = `${capital(words(toStage.entity.plural))} from ${toStage.source}, renamed and typed`;
  return saidOf(toStage) ?? `${plain}${grain === undefined ? '' : `: ${grain}`}.`;
}

/** What its comment says of a table, else a delta. */
function saidOf({ table, deltas }: TableToStage): string | undefined {
  return paragraphOf(table.comment) ?? deltas.text;
}

/** What one row stands for; undefined where the table has no key, so that nobody can tell. */
export function grainOfTable({ belief, entity }: TableToStage): string | undefined {
  const key = belief.primary_key?.columns ?? [];
  if (key.length === 0) return undefined;
  if (key.length > 1)
    return `one row for each ${wordList(key.map((column) => cleanName(column).replace(/_id$/, '').replaceAll('_', ' ')))}`;
  return `one row ${withArticle(words(entity.singular === entity.plural ? `${entity.singular}_record` : entity.singular))}`;
}
