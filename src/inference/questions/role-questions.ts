import { tableKey } from '../../catalog/catalog.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { ROLES } from '../beliefs.ts';
import type { TableBelief } from '../beliefs.ts';
import type { Asking, Weighed } from './asking.ts';
import { effectOfRole, martOf } from '../roles/mart-kinds.ts';
import { questionId } from './question.ts';

/** Two roles this close are a matter of taste. */
const CLOSE = 0.1;

/** What is the table to the others? Where two roles are close and lead to different marts. */
export function roleQuestions(asking: Asking): Weighed[] {
  return asking.vocabulary.tables.flatMap((table) => {
    const belief = asking.tables[table.index];
    return belief && !asking.answers.roles.has(tableKey(table.table)) ? roleQuestion(table, belief, asking) : [];
  });
}

function roleQuestion({ table, columns }: NamedTable, belief: TableBelief, { nameOf }: Asking): Weighed[] {
  const { role, role_runner_up: other, role_margin: margin, role_probability: p } = belief;
  if (other === undefined || margin === undefined || margin >= CLOSE) return [];
  const [mart, otherMart] = [martOf(role), martOf(other)];
  if (mart === otherMart) return [];
  const name = nameOf(table);
  return [
    {
      question: {
        id: questionId('role', name),
        about: `What is ${name}: ${role} or ${other}?`,
        kind: 'role',
        choices: [role, other, ...ROLES.filter((each) => each !== role && each !== other)],
        default: role,
        effect: effectOfRole(other, role),
        p,
        evidence: [...(belief.role_evidence ?? [])],
      },
      // A model with all columns and the tests of its key.
      weight: mart === 'none' || otherMart === 'none' ? 3 + columns.length : 2,
    },
  ];
}
