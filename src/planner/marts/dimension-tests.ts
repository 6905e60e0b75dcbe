import type { TestSpec } from '../../plan/specs.ts';
import type { ExistingModel } from '../../context/context.ts';
import { isSecret } from './attributes.ts';
import type { MartTable } from './mart-table.ts';
import type { StagedRelationship } from './staged-relationship.ts';
import type { StarSchema } from './star-schema.ts';

/** How far a key is followed: a line's part, by way of the offer of that part and its supplier. */
const DEEPEST = 3;

/** A dimension that facts refer to: one that is made here, or that people have. */
export interface Dimension {
  readonly model: string;
  has(column: string): boolean;
}

/** The dimensions that there are, by their table. */
export type Dimensions = ReadonlyMap<MartTable, Dimension>;

/** A column of a staging model. */
export interface Origin {
  readonly table: MartTable;
  readonly column: string;
}

/**
 * The test that each value of a column is found in its dimension; none where the column leads to no dimension. As
 * severe as the same test in staging, and a warning where any step on the way is not sure.
 */
export function dimensionTest(origin: Origin, star: StarSchema, dimensions: Dimensions): TestSpec | null {
  const found = follow(origin, { star, dimensions, depth: 1 });
  if (!found) return null;
  const { model, field, severity } = found;
  return { test: 'relationships', to: model, field, ...(severity ? { severity } : {}) };
}

interface Followed {
  readonly model: string;
  readonly field: string;
  readonly severity: 'warn' | undefined;
}
interface Search {
  readonly star: StarSchema;
  readonly dimensions: Dimensions;
  readonly depth: number;
}

function follow({ table, column }: Origin, search: Search): Followed | null {
  const relationships = search.star.relationships.ofColumn(table, column);
  const direct = relationships.filter((each) => each.columns.length === 1 && isTestable(each));
  for (const relationship of direct) {
    const [field = ''] = relationship.parentColumns;
    const dimension = search.dimensions.get(relationship.parent);
    if (dimension?.has(field)) return { model: dimension.model, field, severity: severityOf(relationship) };
  }
  if (search.depth >= DEEPEST) return null;
  for (const relationship of relationships.filter((each) => each.columns.length > 1 || isTestable(each))) {
    const field = relationship.parentColumns[relationship.columns.indexOf(column)];
    if (field === undefined || relationship.parent === table) continue;
    const further = follow({ table: relationship.parent, column: field }, { ...search, depth: search.depth + 1 });
    if (further) return { ...further, severity: severityOf(relationship) ?? further.severity };
  }
  return null;
}

/** Types that every database compares without a cast that may fail on a row, as in staging (staging-tests.ts). */
function isTestable({ child, parent, columns, parentColumns }: StagedRelationship): boolean {
  const [left, right] = [child.byName.get(columns[0] ?? ''), parent.byName.get(parentColumns[0] ?? '')].map((column) =>
    NUMBERS.has(column?.family ?? 'other') ? 'number' : column?.family,
  );
  return left === right;
}

const NUMBERS: ReadonlySet<string> = new Set(['integer', 'decimal', 'float']);

/** A dimension that is made here keeps its table's columns under their own names, all but secrets. */
export function ownDimension(model: string, table: MartTable): Dimension {
  return {
    model,
    has: (name) => {
      const column = table.byName.get(name);
      return column !== undefined && !isSecret(column);
    },
  };
}

/** A dimension that people have is known by the columns that its properties name. */
export function existingDimension({ name, columns }: ExistingModel): Dimension {
  return { model: name, has: (wanted) => columns.some((column) => column.name === wanted) };
}

function severityOf({ child, parent, columns, severity }: StagedRelationship): 'warn' | undefined {
  const tests = child.byName.get(columns[0] ?? '')?.spec.tests ?? [];
  const staged = tests.find((test) => test.test === 'relationships' && test.to === parent.model);
  return severity ?? staged?.severity;
}
