/** What every model in SQL must keep to, whatever the adapter; `rules` are those of the adapter (written/sql-rules.ts). */
export function sqlText(rules: readonly string[]): string {
  return `## SQL
Read only models below <readable>, as {{ ref('name') }}, with the columns that stand there (:N number, :T date or time, :B yes or no, :J nested, else text). Begin with the model whose rows are counted; sum each other one up to that grain in a CTE of its own, then left join it, so that no row is repeated. Every sum over rows that may be missing stands in coalesce(.., 0).
${rules.map((rule) => `- ${rule}`).join('\n')}`;
}

/** A whole item of \`models\`, in a project that has nothing to do with any other. */
export const MODEL_EXAMPLES = {
  intermediate: exampleOf('intermediate', {
    name: 'int_loans_by_member',
    description: 'What each member borrowed in all.',
    key: ['member_id'],
    columns: [
      { name: 'member_id', description: 'The member.' },
      { name: 'loan_count', description: 'Loans begun.' },
    ],
    sql: "select member_id, count(*) as loan_count\nfrom {{ ref('stg_library__loans') }}\ngroup by member_id",
  }),
  mart: exampleOf('marts', {
    name: 'fct_monthly_loans_by_branch',
    description: 'Loans of each branch, month by month.',
    key: ['branch_id', 'loan_month'],
    columns: [
      { name: 'branch_id', description: 'The branch.' },
      { name: 'loan_month', description: 'First day of the month.' },
      { name: 'loan_count', description: 'Loans begun in the month.' },
    ],
    sql: "select branch_id, date_trunc('month', loaned_at) as loan_month, count(*) as loan_count\nfrom {{ ref('stg_library__loans') }}\ngroup by branch_id, date_trunc('month', loaned_at)",
  }),
} as const;

function exampleOf(layer: 'intermediate' | 'marts', model: Readonly<Record<string, unknown>>): string {
  return `## Example of an item of models\n${JSON.stringify({ goal: 'g1', why: 'no table counts it', layer, ...model })}`;
}
