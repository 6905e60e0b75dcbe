import type { ConventionName, ConventionValue } from './convention.ts';
import type { LayeredModel } from './layers.ts';
import type { SqlStyleFacts } from './sql-style-facts.ts';
import type { Vote } from './votes.ts';
import { decide } from './votes.ts';

/** What the SQL of the models says, each model of what it shows. Pure. */
export function sqlVotes(models: readonly LayeredModel[]): Partial<Record<ConventionName, readonly Vote[]>> {
  const staging = models.filter(({ layer }) => layer === 'staging');
  const all = (read: (facts: SqlStyleFacts) => ConventionValue): Vote[] => votesOf(models, read);
  return {
    'sql.keywords': all(({ keywords }) => keywords),
    'sql.commas': all(({ commas }) => commas),
    'sql.indent': all(({ indent }) => indent),
    'sql.with': all((facts) => facts.with),
    'sql.indented_ctes': all(({ indented_ctes }) => indented_ctes),
    'sql.blank_lines': all(({ blank_lines }) => blank_lines),
    'sql.quoting': all(({ quoting }) => quoting),
    'sql.casts': all(({ casts }) => casts),
    'sql.config_block': all(({ config_block }) => config_block),
    'sql.column_groups': votesOf(staging.length > 0 ? staging : models, ({ column_groups }) => column_groups),
    'sql.headings': votesOf(staging, ({ headings }) => headings),
    'sql.staging_ctes': votesOf(staging, ({ ctes }) => ctes),
    'sql.final_cte': finalCtes(models),
  };
}

/** The votes of those that show something. */
function votesOf(models: readonly LayeredModel[], read: (facts: SqlStyleFacts) => ConventionValue): Vote[] {
  const votes: Vote[] = [];
  for (const voter of models) {
    const value = voter.sql === null ? null : read(voter.sql);
    if (value !== null) votes.push({ value, voter });
  }
  return votes;
}

/** Where each calls its last CTE after what it holds, a new one is called as the field does. */
const USUAL_FINAL_CTE = 'final';

/** What later models call the CTE that they end with: one name for all where most call it so. */
function finalCtes(models: readonly LayeredModel[]): Vote[] {
  const votes = models.flatMap((voter): Vote[] => {
    const isLater = voter.layer !== 'staging' && voter.layer !== 'before_staging';
    return isLater && voter.sql && voter.sql.ctes.length > 0 ? [{ value: voter.sql.final_cte, voter }] : [];
  });
  const named = decide(votes.filter(({ value }) => value !== null));
  const name = named !== null && named.found * 2 > named.of ? named.value : USUAL_FINAL_CTE;
  return votes.map((vote) => (vote.value === null ? vote : { ...vote, value: name }));
}
