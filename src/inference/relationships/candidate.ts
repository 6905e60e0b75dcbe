import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';

/** One way in which columns may point to the key of a table. */
export interface Candidate {
  readonly child: NamedTable;
  readonly columns: readonly NamedColumn[];
  readonly parent: NamedTable;
  readonly parentColumns: readonly NamedColumn[];
  readonly probability: number;
  readonly declared: boolean;
  readonly evidence: readonly string[];
  /** Asked about even where another is far more probable: what the rows say of it decides between them. */
  readonly decides?: boolean;
}
