import type { Reply } from '../../../src/prompts/reply/reply-schema.ts';
import { replySchema } from '../../../src/prompts/reply/reply-schema.ts';
import type { DecodedTable } from '../../prompts/schema/decode-schema.ts';
import { decodeSchema } from '../../prompts/schema/decode-schema.ts';
import { fillSchema } from './fill-schema.ts';
import { replyJsonSchema } from '../../../src/prompts/reply/json-schema.ts';

/** What a model knows that rules do not: short words and what they are short for. */
const SHORT: Readonly<Record<string, string>> = {
  acct: 'account',
  amt: 'amount',
  cust: 'customer',
  desc: 'description',
  dt: 'entry_date',
  hdr: 'header',
  lin: 'line',
  nm: 'name',
  qty: 'quantity',
  sgmt: 'segment',
  sls: 'sales',
  stat: 'status',
};

/** A reply that says nothing, to add to. */
const NOTHING = replySchema.parse(fillSchema(replyJsonSchema, () => 0));

/** Tables of a prompt, as a careful reader understands them: what the text says, and nothing that the test knows. */
export function tablesIn(prompt: string): ReadonlyMap<number, DecodedTable> {
  const [, , schema] = /<schema (\w+)>\n([\s\S]*?)\n<\/schema \1>/.exec(prompt) ?? [];
  return schema === undefined ? new Map() : decodeSchema(schema);
}

/** A model that reads the tables of the prompt, writes short words out, and says of some tables what a row is. */
export function sensibleReply({ prompt }: { readonly prompt: string }): Reply {
  const tables = [...tablesIn(prompt)];
  const renames = tables.flatMap(([table, { columns }]) =>
    columns.flatMap((name, at) => {
      const full = name
        .split('_')
        .map((word) => SHORT[word] ?? word)
        .join('_');
      return full === name ? [] : [{ table, column: at + 1, name: full }];
    }),
  );
  const descriptions = tables
    .filter(([, { name }]) => /hdr|mst/.test(name))
    .map(([table, { name }]) => ({
      table,
      column: 0,
      text: name.includes('hdr')
        ? 'Sales as they were entered, one for each document.'
        : 'Who buys, one for each account.',
    }));
  return { ...NOTHING, renames, descriptions };
}

export function sensible(asked: { readonly prompt: string }): string {
  return JSON.stringify(sensibleReply(asked));
}
