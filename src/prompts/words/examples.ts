import { REPLY_PARTS, type ReplyPart } from './reply-rules.ts';

/** As `encodeSchema` writes three tables that somebody named in a hurry (test/prompts/prompt-inputs.ts). */
export const EXAMPLE_SCHEMA = `# dimension
1 tbl_cust=custs cust_no* cust_nm region created_at
# fact
2 inv_hdr?dimension cust:1? stat_cd N amt_net T due
3 inv_ln >2 N qty_oh amt`;

/** The whole shape is shown once in each prompt. A schema of three tables and the answer to it; `answer` holds the arrays that are not empty. */
export function exampleOf(answer: Readonly<Partial<Record<ReplyPart, readonly unknown[]>>>): string {
  const reply = Object.fromEntries(REPLY_PARTS.map((part) => [part, answer[part] ?? []]));
  return `## Example
${EXAMPLE_SCHEMA}
Reply: ${JSON.stringify(reply)}`;
}

export const EXAMPLE_ITEMS = {
  renames: [
    { table: 1, column: 0, name: 'customers' },
    { table: 1, column: 2, name: 'customer_name' },
  ],
  descriptions: [{ table: 3, column: 0, text: 'Lines of invoices, one for each article billed.' }],
  references: [{ table: 2, columns: [2], why: 'short for customer', to_table: 1, to_columns: [1], holds: true }],
  measures: [{ table: 3, column: 4, why: 'what the lines come to', function: 'sum', name: 'total_line_amount' }],
} as const;
