import { ROLES } from '../../inference/beliefs.ts';

/** What the arrays of a reply mean, by name; a prompt lists those that it asks for. */
const RULES = {
  tables: 'tables: numbers of the tables that the request is about; [] if all.',
  renames: 'renames: {table, column, name}. column 0: the table itself.',
  descriptions:
    'descriptions: {table, column, text}. column 0: the table; -1: the mart made of it. One plain sentence, at most 160 letters, that tells what the name does not: meaning, unit, grain, states. None for what its name already says, none where a comment stands.',
  roles: `roles: {table, why, role}. One of ${ROLES.join(', ')}. Only where the text shows a doubt (?).`,
  keys: 'keys: {table, why, columns}. Columns that identify a row; [] if nothing does. Only for - and *?.',
  references:
    'references: {table, columns, why, to_table, to_columns, holds}. holds false takes back one that is marked ?; true adds or confirms one. to_columns: the key of to_table.',
  marts: 'marts: {table, why, mart}. mart: fact, dimension, or none to drop the one that the draft makes.',
  measures:
    'measures: {table, column, why, function, name}. A total (sum, min, max) of a number of a child table that facts of its parent should carry; never of ids, rates or codes.',
  values:
    'values: {table, column, values}. Only a closed set that you are certain of, spelled as stored; those that the rows do not show are dropped.',
  answers:
    'answers: {question, choice}. question: the number below <questions>; choice: one of its choices, as it stands.',
  goals:
    'goals: {goal, parent, text, met}. For each goal whether the draft with your changes meets it; goal "" with a parent for a part of one. Never claim what nothing serves.',
  models:
    'models: {goal, why, layer, name, description, key, columns: [{name, description}], sql}. A model in SQL that the rules cannot make. layer: intermediate or marts. key: output columns that identify a row.',
} as const;

/** Arrays of a reply, in the order of replySchema. */
export type ReplyPart = keyof typeof RULES;

export const REPLY_PARTS = [
  'tables',
  'renames',
  'descriptions',
  'roles',
  'keys',
  'references',
  'marts',
  'measures',
  'values',
  'answers',
  'models',
  'goals',
] as const satisfies readonly ReplyPart[];

const SHAPE = `{${REPLY_PARTS.map((part) => `"${part}":[]`).join(',')}}`;

/** Where an example of a whole reply follows. */
export const AS_BELOW = ', of the shape of the example below.';

/** How to answer: one JSON object of the one shape, of which this prompt asks for some parts. */
export function replyRules(parts: readonly ReplyPart[], shape = `: ${SHAPE}`): string {
  return `## Reply
Answer with one JSON object and nothing else${shape}
Every array is there; those that you do not use stay []. Every key of an item is there: 0, "" or [] where nothing applies. Tables and columns go by their numbers, never by name. Fill:
${parts.map((part) => `- ${RULES[part]}`).join('\n')}
why: at most eight words. List changes only: what you do not list stays as drafted. A few items that matter beat many; an empty reply is a good one. Leave out what you are unsure of: each item is checked, and dropped where it does not hold.`;
}
