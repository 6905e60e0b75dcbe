import { isJinja } from '../../sql/jinja-text.ts';
import { targetOf } from '../nodes/test-target.ts';
import type { GenericTest, YamlColumn } from '../nodes/yaml-nodes.ts';
import type { RelationOf } from './render-sql.ts';

/** A test of a column, with what it is about. */
export interface TestedColumn {
  readonly test: GenericTest;
  /** Absent for a test of the whole node, which names its column itself. */
  readonly column: YamlColumn | undefined;
  /** Relation that is tested. */
  readonly relation: string;
}

/**
 * The query that dbt makes of one of its four own tests, as a subquery; null where the test is another one, or depends
 * on what is not compiled. Column and field are pasted as dbt pastes them: quoted only by `quote: true`.
 */
export function testSql({ test, column, relation }: TestedColumn, relationOf: RelationOf): string | null {
  const expression = expressionOf(test, column);
  const model = filtered(relation, test);
  if (expression === null || model === null) return null;
  switch (test.name) {
    case 'unique':
      return `select ${expression} from ${model} where ${expression} is not null group by ${expression} having count(*) > 1`;
    case 'not_null':
      return `select ${expression} from ${model} where ${expression} is null`;
    case 'accepted_values': {
      const values = acceptedValues(test);
      return values === null ? null : `select ${expression} from ${model} where ${expression} not in (${values})`;
    }
    case 'relationships':
      return relationshipsSql({ test, expression, model }, relationOf);
    default:
      return null;
  }
}

function expressionOf({ args }: GenericTest, column: YamlColumn | undefined): string | null {
  if (column) return column.quote ? `"${column.name.replaceAll('"', '""')}"` : column.name;
  return typeof args['column_name'] === 'string' ? args['column_name'] : null;
}

function filtered(relation: string, { args }: GenericTest): string | null {
  const { config } = args;
  const where: unknown =
    typeof config === 'object' && config !== null && 'where' in config ? config.where : args['where'];
  if (where === undefined) return relation;
  return typeof where === 'string' && !isJinja(where)
    ? `(select * from ${relation} where ${where}) dbt_subquery`
    : null;
}

/** dbt puts each value between single quotes as it is, or bare with `quote: false`. */
function acceptedValues({ args }: GenericTest): string | null {
  const { values, quote } = args;
  if (!Array.isArray(values) || values.length === 0) return null;
  return values.map((value: unknown) => (quote === false ? String(value) : `'${String(value)}'`)).join(', ');
}

interface Relationship {
  readonly test: GenericTest;
  readonly expression: string;
  readonly model: string;
}

function relationshipsSql({ test, expression, model }: Relationship, relationOf: RelationOf): string | null {
  const call = targetOf(test);
  const { field } = test.args;
  const parent = call && relationOf(call);
  if (!parent || !('relation' in parent) || typeof field !== 'string') return null;
  return (
    `select from_field from (select ${expression} as from_field from ${model} where ${expression} is not null) child ` +
    `left join (select ${field} as to_field from ${parent.relation}) parent on child.from_field = parent.to_field ` +
    `where parent.to_field is null`
  );
}
