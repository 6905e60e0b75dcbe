/** What tells the SQL of one warehouse from that of another, as far as generated models go (dbt-facts.md 4.2, 4.3). */
export interface Dialect {
  readonly names: NameRules;
  readonly types: { readonly [Type in CastType]: string };
  /** Whether `x::date` is a cast. */
  readonly hasDoubleColon: boolean;
  /** Whether a comparison is a value that can be selected. */
  readonly hasBooleanValues: boolean;
  /** Whether a number becomes a boolean by a cast; elsewhere by a comparison. */
  readonly castsNumberToBoolean: boolean;
  readonly groupsByPosition: boolean;
  /** Whether a quote within a text between single quotes is doubled; elsewhere it stands behind a backslash. */
  readonly doublesQuotes: boolean;
  /** Schema of a raw table that names none; null: dbt takes the source's name. */
  readonly defaultSchema: string | null;
  /** Moment of a number that counts from 1970, in UTC. */
  readonly epoch: { readonly [Unit in EpochUnit]: Expression };
  /** Moment of a text as ISO 8601 has it; a cast unless told. */
  readonly isoTimestamp?: Expression;
  /** The hundredth of an integer as a decimal; a division and a cast unless told. */
  readonly hundredth?: Expression;
}

export type CastType = 'boolean' | 'date' | 'timestamp' | 'decimal' | 'bigint' | 'double';
export type EpochUnit = 's' | 'ms' | 'us';

/** SQL made of the SQL of a value. */
type Expression = (value: string) => string;

export interface NameRules {
  readonly quote: '"' | '`';
  /** Names that are read as themselves without quotes, reserved words aside. */
  readonly plain: RegExp;
  readonly reserved: ReadonlySet<string>;
  /** How a name without quotes is stored, where that matters in quotes. */
  readonly folds: 'upper' | null;
  /** Whether names in quotes are found whatever their case. */
  readonly ignoresCase: boolean;
  /** Whether dbt puts relations between quotes without being told. */
  readonly quotesRelations: boolean;
}
