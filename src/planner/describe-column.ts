import type { Column } from '../catalog/catalog.ts';
import { loaderRole } from '../inference/names/loaders.ts';
import { describeContent } from './describe-content.ts';
import { endOfSentence, paragraphOf, words } from './english.ts';
import { becomesBoolean, isCents } from './staging-certainty.ts';
import { describeLoaderColumn } from './loader-columns.ts';
import type { ParentOf } from './staging-tests.ts';
import type { TableToStage } from './table-to-stage.ts';

/**
 * What a column holds, in a sentence: its comment, else a delta's words, else what it is to its table (key, reference), else what its name
 * and kind say. `as` is its name in the staging model.
 */
export function describeColumn(
  toStage: TableToStage,
  column: Column,
  about: { as: string; parentOf: ParentOf },
): string {
  const comment = paragraphOf(column.comment);
  if (comment !== undefined) return comment;
  const references = referenceSentences(toStage, column.name, about.parentOf);
  const said = toStage.deltas.columns.get(column.name)?.text;
  // The next plan reads back from the description what no test can state of a reference.
  if (said !== undefined) return references.length === 0 ? said : [endOfSentence(said), ...references].join(' ');
  const sentences = [...keySentence(toStage, column.name), ...references];
  return sentences.length > 0 ? sentences.join(' ') : contentSentence(toStage, column.name, about.as);
}

function keySentence({ belief, entity }: TableToStage, raw: string): string[] {
  const key = belief.primary_key?.columns ?? [];
  if (!key.includes(raw)) return [];
  return [`${key.length === 1 ? 'Primary key' : 'Part of the primary key'} of ${words(entity.plural)}.`];
}

function referenceSentences({ relationships }: TableToStage, raw: string, parentOf: ParentOf): string[] {
  return relationships.flatMap((relationship) => {
    const isOurs = relationship.verdict !== 'doubtful' && relationship.columns.includes(raw);
    const parent = isOurs ? parentOf(relationship) : null;
    if (!parent) return [];
    const parents = words(parent.plural);
    const isPart = relationship.columns.length > 1;
    if (relationship.verdict === 'sure')
      return [`${isPart ? 'Part of the foreign key' : 'Foreign key'} to ${parents}.`];
    return [`Probably ${isPart ? 'part of a reference' : 'refers'} to ${parents}.`];
  });
}

function contentSentence(toStage: TableToStage, raw: string, as: string): string {
  const { entity, columnBeliefs } = toStage;
  const thing = words(entity.singular);
  const role = loaderRole(raw);
  if (role !== null) return describeLoaderColumn(role, thing);
  if (/[^ -~]/.test(raw)) return `${paragraphOf(raw) ?? as} of the ${thing}.`;
  const belief = columnBeliefs.get(raw);
  const family = toStage.families.get(raw) ?? 'other';
  const isConverted = belief !== undefined && isCents(belief, family) && !as.includes('cents');
  // What may be yes or no and stays a number is not called so: rows may say otherwise.
  const isKept = belief?.kind === 'boolean' && !becomesBoolean(toStage, belief);
  const told = isKept ? { ...belief, kind: 'other' as const } : belief;
  return describeContent({ name: withoutTable(as, toStage), thing, belief: told, isConverted });
}

/** `customer_name` and `c_name` of customers are their name. */
function withoutTable(name: string, { entity, columnPrefix }: TableToStage): string {
  const prefix = [`${entity.singular}_`, columnPrefix].find((each) => each !== '' && name.startsWith(each)) ?? '';
  const rest = name.slice(prefix.length);
  return /^[a-z]/.test(rest) ? rest : name;
}
