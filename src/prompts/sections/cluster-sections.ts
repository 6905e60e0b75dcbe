import type { Question } from '../../inference/questions/question.ts';
import { plainLine } from '../fence.ts';
import type { ModelPromptInput, PromptInput } from '../prompt-input.ts';
import { letterOf, letterOfName } from '../schema/column-letter.ts';
import { quoteText, writeName } from '../schema/write-name.ts';
import type { Section } from './fit-budget.ts';

/** What one call is about: the tables, and what the draft asks of them. */
export function clusterSections({ schema, questions }: Pick<PromptInput, 'schema' | 'questions'>): Section[] {
  return [
    { name: 'schema', what: 'tables', items: [schema.text] },
    { name: 'questions', what: 'questions', items: questions.map(questionLine), most: 800 },
  ];
}

/** `orders.id`, `order_id+line_no`, `dimension`. */
const PLAIN_CHOICE = /^[\w.+]{1,120}$/;

function questionLine({ about, choices, default: assumed }: Question, at: number): string {
  const choice = (text: string): string => (PLAIN_CHOICE.test(text) ? text : quoteText(plainLine(text, 120)));
  return `${at + 1} ${plainLine(about, 200)} | ${choices.map(choice).join(' ')} | assumed: ${choice(assumed)}`;
}

/** The models that SQL may read, a line each: `stg_shop__orders(order_id:N note)`; text bears no letter, and where no type is known the name tells. */
export function readableSection({ models }: Pick<ModelPromptInput, 'models'>): Section {
  const items = [...models].map(([name, columns]) => {
    const written = columns.map((column) => {
      const [letter] = column.type === '' ? letterOfName(column.name) : [letterOf(column, 'duckdb')];
      return writeName(column.name) + (letter === 'S' ? '' : `:${letter}`);
    });
    return `${writeName(name)}(${written.join(' ')})`;
  });
  return { name: 'readable', what: 'models to read', items, most: 3000 };
}
