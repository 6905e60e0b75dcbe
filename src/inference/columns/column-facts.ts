import type { ColumnStats } from '../../catalog/catalog.ts';
import type { ColumnBelief, ColumnKind } from '../beliefs.ts';

/** A kind, and the unit where the values need one to be read. */
export interface KindBelief {
  readonly kind: ColumnKind;
  readonly unit?: NonNullable<ColumnBelief['unit']>;
}

/** What the rows say of a column. */
export interface ColumnFacts {
  readonly isKey: boolean;
  readonly stats: ColumnStats | undefined;
  /** All its values, if they are few and were asked. */
  readonly values: readonly string[] | undefined;
}
