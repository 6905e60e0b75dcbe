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
  /** How SQL of the common subset is written here; null: cartridge does not write it for this warehouse. */
  readonly common: CommonSql | null;
}

/** What is spelled differently among the warehouses that SQL of the common subset is written for. */
export interface CommonSql {
  readonly types: { readonly text: string; readonly integer: string };
  /** Whether `/` between integers leaves out the fraction. */
  readonly dividesWhole: boolean;
  /** Whether an average of integers is an integer. */
  readonly averagesWhole: boolean;
  /** Whether `union`, `intersect` and `except` must say that they leave out what is there twice. */
  readonly saysDistinct: boolean;
  /** Whether a total over ordered rows must say which of them (`rows between`). */
  readonly needsFrames: boolean;
  /** Beginning of a year, month, week .. (`unit` in lower case) that a moment is in. */
  readonly truncate: (unit: string, value: string) => string;
  /** A number rounded to so many digits behind the point. */
  readonly round: (value: string, digits: string) => string;
  /** Days from one date to another. */
  readonly daysBetween: (from: string, to: string) => string;
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
