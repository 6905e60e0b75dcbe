import { resolveAnswers } from '../../inference/questions/resolve-answers.ts';
import { NONE } from '../../inference/questions/question.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import type { Known } from '../known/known.ts';
import { isSameSet } from './check-key.ts';
import type { Checked } from './checked.ts';
import { askAgain, refuse, SAME } from './checked.ts';
import { descriptionText } from './description-text.ts';
import { whyNoName } from './related-name.ts';

/** Accepted values are those that the rows showed, all of them: a test of fewer would fail on the first run. */
export function checkValues(delta: DeltaOf<'accepted_values'>, known: Known): Checked {
  const table = known.table(delta.table);
  const column = table?.columns.get(delta.column);
  if (!table || !column || column.as === null) return refuse(`${delta.table.name}.${delta.column} is not staged`);
  const label = `${table.label}.${delta.column}`;
  const seen = column.belief?.pii === undefined ? column.belief?.values : undefined;
  if (!seen || seen.length === 0) return refuse(`no values of ${label} were seen`);
  const strange = delta.values.find((value) => !seen.includes(value));
  if (strange !== undefined) return refuse(`a value of ${label} is none that was seen`);
  const values = [...new Set(delta.values)].sort();
  if (!isSameSet(values, seen)) return refuse(`the rows of ${label} hold other values too`);
  const tests = table.staging?.columns.find(({ name }) => name === column.as)?.tests ?? [];
  return tests.some(({ test }) => test === 'accepted_values') ? SAME : { delta: { ...delta, values } };
}

/** One of the choices that the question gives. */
export function checkAnswer(delta: DeltaOf<'answer'>, known: Known): Checked {
  const question = known.questions.find(({ id }) => id === delta.question);
  if (!question) return refuse(`nothing is asked as ${delta.question}`);
  const choice = [...question.choices, NONE].find((each) => each.toLowerCase() === delta.choice.toLowerCase());
  if (choice === undefined)
    return askAgain(`${question.id}: ${delta.choice} is none of ${question.choices.join(', ')}`);
  if (choice === question.default) return SAME;
  const { problems } = resolveAnswers([{ id: question.id, choice }], known.catalog);
  return problems[0] ? refuse(problems[0].message) : { delta: { ...delta, choice } };
}

const LONGEST_SQL = 20_000;
const MOST_COLUMNS = 200;

/** The shape of a model that was written; its SQL is tried elsewhere. What its words may not say falls away, the model stands. */
export function checkWrittenShape(delta: DeltaOf<'write_model'>, known: Known): Checked {
  const { name, sql, key, columns } = delta;
  const no = whyNoName(name);
  if (no !== null) return askAgain(`model ${name}: ${no}`);
  if (known.modelNames.has(name)) return askAgain(`there is a model ${name} already`);
  if (sql.trim() === '') return askAgain(`model ${name} has no SQL`);
  if (sql.length > LONGEST_SQL) return askAgain(`the SQL of ${name} is longer than ${LONGEST_SQL} characters`);
  if (key.length === 0) return askAgain(`model ${name} names no columns that identify a row`);
  const outputs = [...key, ...columns.map((column) => column.name)];
  const odd = outputs.find((column) => !/^[a-z_][a-z0-9_]*$/.test(column));
  if (odd !== undefined) return askAgain(`model ${name}: "${odd.slice(0, 80)}" is no name of a column`);
  if (outputs.length > MOST_COLUMNS) return askAgain(`model ${name} has more than ${MOST_COLUMNS} columns`);
  if (new Set(key).size < key.length) return askAgain(`the key of ${name} names a column twice`);
  const { goal_id, ...rest } = delta;
  const isGoal = goal_id !== undefined && known.goalIds.has(goal_id);
  return {
    delta: {
      ...rest,
      ...(isGoal ? { goal_id } : {}),
      description: textOr(delta.description, ''),
      columns: columns.map((column) => ({ name: column.name, description: textOr(column.description, '') })),
    },
  };
}

function textOr(text: string, otherwise: string): string {
  const said = descriptionText(text);
  return 'text' in said ? said.text : otherwise;
}
