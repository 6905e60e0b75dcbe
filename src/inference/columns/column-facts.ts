import type { ColumnStats } from '../../catalog/catalog.ts';
import type { ColumnBelief, ColumnKind } from '../beliefs.ts';

/** A kind, and the unit where the values need one to be read. */
export interface KindBelief {
  readonly kind: ColumnKind;
  readonly unit?: NonNullable<ColumnBelief['unit']>;
}

/** What is known of a column beside its name and type. */
export interface ColumnFacts {
  readonly isKey: boolean;
  /** Whether its table is one of lines: a quantity of something at a price. */
  readonly isOfLine?: boolean;
  /** Whether its table says in which currency its amounts are. */
  readonly hasCurrency?: boolean;
  /** Its kind of personal data, or null. */
  readonly pii?: string | null;
  readonly stats: ColumnStats | undefined;
  /** All its values, if they are few and were asked. */
  readonly values: readonly string[] | undefined;
}
