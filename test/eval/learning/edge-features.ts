import type { NamedColumn } from '../../../src/inference/names/column-names.ts';
import { keyCompatibility } from '../../../src/inference/names/key-types.ts';
import type { NamedTable } from '../../../src/inference/names/vocabulary.ts';
import { CODE_WORDS } from '../../../src/inference/names/words.ts';
import { logOdds } from '../../../src/inference/probability.ts';
import type { Candidate } from '../../../src/inference/relationships/candidate.ts';
import type { Surroundings } from './edge-surroundings.ts';
import { rivalsOf, shareOf, votesFor } from './edge-surroundings.ts';

/** The rule that found a candidate, by the words in which it says so; the first of them is the base line. */
const RULES: Readonly<Record<string, EdgeFeature>> = {
  'ends in the name of': 'rule_end_of_name',
  'with the first words of its own table is': 'rule_in_context',
  'is the prefix of the columns of': 'rule_column_prefix',
  'is short for': 'rule_shortening',
  'is the end of the name of': 'rule_part_end',
  'is the beginning of the name of': 'rule_part_start',
  'is called as the key of': 'rule_key_name',
  'is, in a table named after it, the key of': 'rule_key_name_named_after',
  'ends in the key of': 'rule_end_of_key_name',
  'names another row of': 'rule_self_word',
  'stands in a table that adds to each row of': 'rule_extension',
  'has the place in the name of the link that is that of': 'rule_position',
  'is one of the two ends of a relation between rows of': 'rule_relation_end',
  'is another word for': 'rule_synonym',
  'is somebody who does something, so a row of': 'rule_agent',
  'match the whole key of': 'rule_composite',
};

/**
 * What may be learned of a candidate for an edge, the odds that the rules give it first, each a number of about 0 to 4. None is the name
 * of anything.
 */
export const EDGE_FEATURES = [
  'rule_score',
  'rule_end_of_name',
  'rule_in_context',
  'rule_column_prefix',
  'rule_shortening',
  'rule_part_end',
  'rule_part_start',
  'rule_key_name',
  'rule_key_name_named_after',
  'rule_end_of_key_name',
  'rule_self_word',
  'rule_extension',
  'rule_position',
  'rule_relation_end',
  'rule_synonym',
  'rule_agent',
  'rule_composite',
  'not_first',
  'rivals',
  'lead',
  'words_dropped',
  'no_key_word',
  'no_key_word_where_usual',
  'part_without_key_word',
  'done_by',
  'code_word',
  'text',
  'text_without_key_word',
  'numbered',
  'types_differ',
  'types_far_apart',
  'type_spelled_otherwise',
  'parent_key_doubt',
  'parent_key_of_text',
  'parent_key_is_surrogate',
  'parent_is_child',
  'child_extends_name',
  'other_schema',
  'own_key',
  'part_of_own_key',
  'parent_votes',
  'namesakes_agree',
  'namesakes_disagree',
  'share_of_columns',
  'keyed_references',
  'child_columns',
  'parent_columns',
  'position',
  'tables',
] as const;

export type EdgeFeature = (typeof EDGE_FEATURES)[number];
export type EdgeFeatures = Readonly<Record<EdgeFeature, number>>;

/** The features of a candidate that rules found by names, with what stands around it. */
export function edgeFeatures(candidate: Candidate, surroundings: Surroundings): EdgeFeatures {
  return {
    ...NOTHING,
    ...ruleFeatures(candidate, surroundings),
    ...nameFeatures(candidate, surroundings),
    ...parentFeatures(candidate, surroundings.keys),
    ...placeFeatures(candidate, surroundings),
  };
}

const NOTHING = Object.fromEntries(EDGE_FEATURES.map((name) => [name, 0])) as unknown as EdgeFeatures;
const MOST_ODDS = 5;
/** Integers and decimals are near each other, a text that holds uuids is not. */
const CLOSE_TYPES = 0.8;
const PARTS: ReadonlySet<string> = new Set<EdgeFeature>(['rule_part_end', 'rule_part_start', 'rule_shortening']);
const COMPOSITE = 'rule_composite';

type Some = Partial<Record<EdgeFeature, number>>;

function ruleFeatures(candidate: Candidate, surroundings: Surroundings): Some {
  const { rivals, best } = rivalsOf(candidate, surroundings);
  const rule = RULES[ruleOf(candidate)];
  const odds = logOdds(candidate.probability);
  return {
    rule_score: bounded(odds),
    ...(rule === undefined ? {} : { [rule]: 1 }),
    not_first: flag(best > candidate.probability),
    rivals,
    lead: rivals === 0 ? 0 : bounded(odds - logOdds(best)),
  };
}

function nameFeatures(candidate: Candidate, surroundings: Surroundings): Some {
  const { columns, parent } = candidate;
  const [column] = columns;
  const rule = RULES[ruleOf(candidate)];
  if (!column || rule === COMPOSITE) return {};
  const { base, keyWord, family, numbered } = column;
  const bare = flag(isBare(column) && rule !== 'rule_position');
  const part = flag(rule !== undefined && PARTS.has(rule));
  return {
    words_dropped: Math.min(4, Math.max(0, base.length - parent.tokens.length)),
    no_key_word: bare,
    no_key_word_where_usual: bare * surroundings.keyedReferences,
    part_without_key_word: bare * part,
    done_by: flag(keyWord === null && base.at(-1) === 'by'),
    code_word: flag(keyWord !== null && CODE_WORDS.has(keyWord)),
    text: flag(family === 'text'),
    text_without_key_word: flag(keyWord === null && family === 'text'),
    numbered: flag(numbered),
  };
}

function parentFeatures({ columns, parent, parentColumns, child }: Candidate, keys: Surroundings['keys']): Some {
  const [[column], [target]] = [columns, parentColumns];
  if (!column || !target) return {};
  const [from, to] = [column.keyFamily, target.keyFamily];
  const compatibility = from === null || to === null ? 0 : keyCompatibility(from, to);
  return {
    types_differ: flag(compatibility < 1),
    types_far_apart: flag(compatibility < CLOSE_TYPES),
    type_spelled_otherwise: flag(columns.some((each, at) => each.column.type !== parentColumns[at]?.column.type)),
    parent_key_doubt: 1 - (keys[parent.index]?.probability ?? 0),
    parent_key_of_text: flag(target.family === 'text'),
    parent_key_is_surrogate: flag(target.base.length === 0),
    parent_is_child: flag(parent === child),
    child_extends_name: flag(extendsName(child, parent)),
    other_schema: flag(parent.schema !== child.schema),
    parent_columns: Math.log1p(parent.columns.length),
  };
}

function placeFeatures(candidate: Candidate, surroundings: Surroundings): Some {
  const { child, columns } = candidate;
  const own = surroundings.keys[child.index]?.columns ?? [];
  const inKey = columns.filter((column) => own.includes(column)).length;
  const isWhole = own.length > 0 && inKey === own.length && columns.length === own.length;
  const { votes, agree, disagree } = votesFor(candidate, surroundings);
  return {
    own_key: flag(isWhole),
    part_of_own_key: flag(inKey > 0 && !isWhole),
    parent_votes: Math.log1p(votes),
    namesakes_agree: Math.log1p(agree),
    namesakes_disagree: Math.log1p(disagree),
    share_of_columns: shareOf(candidate, surroundings),
    keyed_references: surroundings.keyedReferences,
    child_columns: Math.log1p(child.columns.length),
    position: (columns[0]?.position ?? 0) / Math.max(1, child.columns.length),
    tables: Math.log1p(surroundings.tables),
  };
}

/** Nothing says that it identifies something: neither a key word nor `created_by`. */
function isBare({ keyWord, base }: NamedColumn): boolean {
  return keyWord === null && base.at(-1) !== 'by';
}

/** `order_item` extends `order`. */
function extendsName(child: NamedTable, parent: NamedTable): boolean {
  return child.tokens.length > parent.tokens.length && parent.tokens.every((token, at) => child.tokens[at] === token);
}

/** The words of the rule, without the names that stand before and after them. */
function ruleOf({ columns, parent, evidence: [first = ''] }: Candidate): string {
  const names = columns.map(({ column }) => column.name).join(', ');
  return first.slice(names.length, first.length - parent.table.name.length).trim();
}

function bounded(odds: number): number {
  return Math.max(-MOST_ODDS, Math.min(MOST_ODDS, odds));
}

function flag(holds: boolean): number {
  return holds ? 1 : 0;
}
