/** What tells the lexers of two dialects apart. */
export interface LexicalRules {
  /** Marks of comments that end with the line, besides `--`. */
  readonly lineComments: readonly ('#' | '//')[];
  /** Whether `"a"` is a text, not a name. */
  readonly hasDoubleQuotedText: boolean;
  /** Whether a backslash escapes in any text; elsewhere only in `E'..'`. */
  readonly hasBackslash: boolean;
  /** Whether `'''a'''` and `"""a"""` are texts. */
  readonly hasTripleQuotes: boolean;
  /** Whether `$tag$ .. $tag$` is a text. */
  readonly hasDollarQuotes: boolean;
  /** Whether `[a]` is a name. */
  readonly hasBrackets: boolean;
}

const STANDARD: LexicalRules = {
  lineComments: [],
  hasDoubleQuotedText: false,
  hasBackslash: false,
  hasTripleQuotes: false,
  hasDollarQuotes: false,
  hasBrackets: false,
};
const POSTGRES: LexicalRules = { ...STANDARD, hasDollarQuotes: true };
const SPARK: LexicalRules = { ...STANDARD, hasDoubleQuotedText: true, hasBackslash: true };
const MYSQL: LexicalRules = { ...SPARK, lineComments: ['#'] };
const TSQL: LexicalRules = { ...STANDARD, hasBrackets: true };

/** By adapter or dialect; any other is read as standard SQL. */
const RULES = new Map<string, LexicalRules>([
  ['postgres', POSTGRES],
  ['redshift', POSTGRES],
  ['duckdb', POSTGRES],
  ['snowflake', { ...POSTGRES, lineComments: ['//'], hasBackslash: true }],
  ['bigquery', { ...SPARK, lineComments: ['#'], hasTripleQuotes: true }],
  ['databricks', SPARK],
  ['spark', SPARK],
  ['clickhouse', { ...STANDARD, hasBackslash: true }],
  ['mysql', MYSQL],
  ['mariadb', MYSQL],
  ['sqlserver', TSQL],
  ['tsql', TSQL],
  ['fabric', TSQL],
  ['synapse', TSQL],
]);

/** The rules of a dialect, by dbt's name of the adapter. */
export function lexicalRules(dialect: string): LexicalRules {
  return RULES.get(dialect) ?? STANDARD;
}
