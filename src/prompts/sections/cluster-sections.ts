import { typeFamily } from '../../sql/types.ts';
import type { Question } from '../../inference/questions/question.ts';
import { plainLine } from '../fence.ts';
import type { ModelPromptInput, PromptInput } from '../prompt-input.ts';
import { writeName } from '../schema/write-name.ts';
import type { Section } from './fit-budget.ts';

/** What one call is about: the tables, and what the draft asks of them. */
export function clusterSections({ schema, questions }: Pick<PromptInput, 'schema' | 'questions'>): Section[] {
  return [
    { name: 'schema', what: 'tables', items: [schema.text] },
    { name: 'questions', what: 'questions', items: questions.map(questionLine), most: 800 },
  ];
}

function questionLine({ about, choices, default: assumed }: Question, at: number): string {
  const choice = (text: string): string => writeName(plainLine(text, 120));
  return `${at + 1} ${plainLine(about, 200)} | ${choices.map(choice).join(' ')} | assumed: ${choice(assumed)}`;
}

/** The models that SQL may read, a line each: `stg_shop__orders(order_id amount:decimal)`; text needs no type. */
export function readableSection({ models }: Pick<ModelPromptInput, 'models'>): Section {
  const items = [...models].map(([name, columns]) => {
    const written = columns.map((column) => writeName(column.name) + typeMark(column.type));
    return `${writeName(name)}(${written.join(' ')})`;
  });
  return { name: 'readable', what: 'models to read', items, most: 3000 };
}

/** What a column holds, in short; of text, which most are, nothing is said. */
function typeMark(type: string): string {
  switch (typeFamily(type, 'duckdb')) {
    case 'integer':
    case 'decimal':
    case 'float':
      return ':n';
    case 'timestamp':
      return ':t';
    case 'date':
      return ':d';
    case 'boolean':
      return ':b';
    default:
      return '';
  }
}
