/**
 * Everything that can go wrong, as values. A check returns `Problem[]` so that many are reported together; code that
 * cannot go on throws one `CartridgeError` that carries them. Only `cli/` turns a code into an exit status and words
 * on a terminal.
 */

/** Where a problem is. Every part is optional; a reader of the message gets all that is known. */
export interface Where {
  /** Path as the user gave it, or relative to the project folder. */
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based. */
  readonly column?: number;
  readonly table?: string;
  /** Column of `table`. */
  readonly field?: string;
  /** Anything finer, in words: `tables 3 and 7`, `actions[4].name`. */
  readonly at?: string;
}

/** One thing that is wrong: what, where, and what to do next. Plain data. */
export interface Problem {
  readonly code: ErrorCode;
  /** One sentence without a full stop, in the user's words. */
  readonly message: string;
  readonly where?: Where;
  /** Why, and what to do next. May have several lines. */
  readonly hint?: string;
}

/** Exit statuses of every command (DESIGN.md section 4). */
export const EXIT = {
  ok: 0,
  error: 1,
  usage: 2,
  changes: 3,
  drift: 4,
  stale: 5,
  conflict: 6,
  locked: 7,
  declined: 8,
  verification: 9,
  unfinished: 10,
} as const;
export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** Every stable error code, with the exit status that it leads to and what it means (docs/errors.md is made of this). */
export const ERRORS = {
  USAGE: { exit: EXIT.usage, means: 'The command line cannot be understood: an unknown flag, a missing value.' },
  CONFIRMATION_NEEDED: { exit: EXIT.usage, means: 'The command would ask, but there is no terminal. Pass --yes.' },
  INTERNAL: { exit: EXIT.error, means: 'A fault of cartridge itself. Please report it.' },

  CATALOG_NOT_FOUND: { exit: EXIT.error, means: 'What --from names does not exist or cannot be read.' },
  CATALOG_UNSUPPORTED: { exit: EXIT.error, means: 'No reader knows what --from names.' },
  CATALOG_INVALID: { exit: EXIT.error, means: 'A catalog file is not JSON or YAML of the catalog shape.' },
  CATALOG_EMPTY: {
    exit: EXIT.error,
    means: 'The input holds no table, or none is left after --schema, --select and --exclude.',
  },
  CATALOG_TABLE_WITHOUT_COLUMNS: { exit: EXIT.error, means: 'A table has no columns.' },
  CATALOG_DUPLICATE_TABLE: {
    exit: EXIT.error,
    means: 'Two tables of one schema have the same name, compared without case.',
  },
  CATALOG_DUPLICATE_COLUMN: {
    exit: EXIT.error,
    means: 'Two columns of one table have the same name, compared without case.',
  },
  CATALOG_NAME_UNUSABLE: {
    exit: EXIT.error,
    means: 'A name is empty or holds a character that no warehouse and no dbt can carry.',
  },
  CATALOG_KEY_UNKNOWN_COLUMN: {
    exit: EXIT.error,
    means: 'A declared key names a column that its table does not have.',
  },
  CATALOG_KEY_COLUMN_COUNT: {
    exit: EXIT.error,
    means: 'A foreign key has not as many columns as the key that it points to.',
  },
  CATALOG_KEY_UNKNOWN_TABLE: {
    exit: EXIT.error,
    means: 'A foreign key points to a table that the input does not hold. Only a warning; the key is left out.',
  },
  CATALOG_NEWER_VERSION: {
    exit: EXIT.error,
    means: 'The catalog file was written by a newer major version of cartridge.',
  },
  CATALOG_FILE_UNREADABLE: { exit: EXIT.error, means: 'A CSV, Parquet or JSON file cannot be read.' },
  DUCKDB_NEWER_FORMAT: {
    exit: EXIT.error,
    means: 'The DuckDB file was written by a newer DuckDB than the one in cartridge.',
  },
  DUCKDB_LOCKED: { exit: EXIT.error, means: 'Another process holds the DuckDB file open for writing.' },
  DUCKDB_UNREADABLE: { exit: EXIT.error, means: 'The file is not a DuckDB database, or DuckDB cannot open it.' },
  DUCKDB_QUERY_FAILED: { exit: EXIT.error, means: 'DuckDB refused a query.' },
  ROWS_NOT_ASKED: {
    exit: EXIT.error,
    means: 'The time for looking into the rows was over before all were seen. Only a warning.',
  },

  CONFIG_INVALID: { exit: EXIT.error, means: 'cartridge.yml holds something that is not accepted.' },
  PROJECT_INVALID: { exit: EXIT.error, means: 'dbt_project.yml cannot be read.' },
  PROJECT_UNSUPPORTED: {
    exit: EXIT.error,
    means: "The project's profile or warehouse does not reach the raw tables.",
  },
  ADAPTER_UNSUPPORTED: { exit: EXIT.error, means: 'The adapter is not supported yet.' },
  SOURCE_NAME_TAKEN: {
    exit: EXIT.error,
    means: 'The name that --source-name or cartridge.yml gives is that of a source with another schema.',
  },
  ANSWER_UNKNOWN: {
    exit: EXIT.error,
    means: 'An answer is about a table or column that is not there, or about nothing that is asked.',
  },
  ANSWER_INVALID: {
    exit: EXIT.error,
    means:
      'A choice is not possible, overrules what a table declares, or the file of answers is no map of id to choice.',
  },
  PROVIDER_KEY_MISSING: {
    exit: EXIT.error,
    means: 'A provider was asked for and its key is not in the environment. `auto` found none.',
  },
  PROVIDER_ADDRESS_INVALID: { exit: EXIT.error, means: 'The address of a provider is no http or https address.' },
  PROVIDER_DENIED: { exit: EXIT.error, means: 'The vendor refused the key, or the account has nothing left to spend.' },
  PROVIDER_REJECTED: {
    exit: EXIT.error,
    means: 'The vendor refused the request: no such model, or nothing it can read.',
  },
  PROVIDER_LIMITED: { exit: EXIT.error, means: 'The vendor lets no more requests through for now.' },
  PROVIDER_UNREACHABLE: { exit: EXIT.error, means: 'The vendor is down, cannot be reached, or cut the connection.' },
  PROVIDER_TIMEOUT: { exit: EXIT.error, means: 'The model did not answer in time.' },
  PROVIDER_ANSWER_INVALID: {
    exit: EXIT.error,
    means: 'What came back is no answer of the vendor, or none that can be read.',
  },
  REFINEMENT_INVALID: { exit: EXIT.error, means: 'What the project keeps of a refinement cannot be read.' },
  ACTIONS_INVALID: { exit: EXIT.error, means: 'The file of actions is no map of strategy and actions.' },
  ACTION_UNKNOWN: { exit: EXIT.error, means: 'An action of --actions is none that the draft has.' },
  REQUEST_UNCLEAR: {
    exit: EXIT.usage,
    means: 'Nothing that the request names is among the tables, the models or the layers.',
  },
  MODEL_SQL_INVALID: {
    exit: EXIT.verification,
    means: 'SQL that a model wrote is more than one select, or reads what is not there.',
  },
  PATH_OUTSIDE_PROJECT: { exit: EXIT.error, means: 'A path leaves the project folder, through `..` or a link.' },
  PATH_CASE_CLASH: { exit: EXIT.error, means: 'Two paths differ only in the case of letters.' },
  FILE_UNREADABLE: { exit: EXIT.error, means: 'A file cannot be read.' },
  FILE_UNWRITABLE: { exit: EXIT.error, means: 'A file or folder cannot be written.' },
  TEMPLATE_INVALID: {
    exit: EXIT.error,
    means: 'A template is missing, is not valid Handlebars or uses an unknown value.',
  },

  PLAN_NOT_FOUND: { exit: EXIT.usage, means: 'There is no such plan, or none to apply.' },
  PLAN_AMBIGUOUS: { exit: EXIT.usage, means: 'More than one plan begins with the given id.' },
  PLAN_INVALID: { exit: EXIT.error, means: 'The plan file breaks the contract.' },
  PLAN_NEWER_VERSION: { exit: EXIT.error, means: 'The plan was written by a newer major version of cartridge.' },
  PLAN_TAMPERED: {
    exit: EXIT.error,
    means: 'The plan does not match its own hash: it was changed after it was sealed.',
  },
  PLAN_CYCLE: { exit: EXIT.error, means: 'Actions depend on each other in a circle.' },
  PLAN_STALE: { exit: EXIT.stale, means: 'A file changed since the plan was made.' },
  PLAN_APPLIED: { exit: EXIT.stale, means: 'The plan was applied already.' },
  ADOPT_UNKNOWN: { exit: EXIT.usage, means: 'A path given to --adopt is none that cartridge would write.' },
  MERGE_CONFLICT: { exit: EXIT.conflict, means: 'A person edited a file that would have to change.' },

  LOCKED: { exit: EXIT.locked, means: 'Another cartridge works in this project.' },
  DECLINED: { exit: EXIT.declined, means: 'The question was answered with no, or the command was cancelled.' },
  VERIFY_UNAVAILABLE: { exit: EXIT.error, means: 'The asked-for level of verification cannot run here.' },
  VERIFY_STATIC: {
    exit: EXIT.verification,
    means: 'A generated file is not valid YAML, SQL or Jinja, or breaks a rule of dbt.',
  },
  VERIFY_BIND: { exit: EXIT.verification, means: 'A generated model does not compile against the raw tables.' },
  VERIFY_PARSE: { exit: EXIT.verification, means: 'dbt cannot parse the project as it would be.' },
  VERIFY_BUILD: { exit: EXIT.verification, means: 'dbt build fails on the project as it would be.' },
  APPLY_FAILED: { exit: EXIT.error, means: 'Publishing failed and everything was put back.' },
  RUN_NOT_FOUND: { exit: EXIT.usage, means: 'There is no such run.' },
  RUN_UNFINISHED: { exit: EXIT.unfinished, means: 'An earlier run did not finish. Resume it or roll it back.' },
  ROLLBACK_REFUSED: {
    exit: EXIT.conflict,
    means: 'A later run or another step builds on what would be rolled back. Nothing was changed.',
  },
  ROLLBACK_INCOMPLETE: {
    exit: EXIT.conflict,
    means: 'Some files were edited after the run and were left as they are.',
  },
} as const satisfies Record<string, { exit: ExitStatus; means: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** The one error class that the library throws for anything a user can put right. */
export class CartridgeError extends Error {
  override readonly name = 'CartridgeError';
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problem: Problem | readonly [Problem, ...Problem[]], options?: { cause?: unknown }) {
    const problems: readonly [Problem, ...Problem[]] = 'code' in problem ? [problem] : problem;
    super(problems[0].message, options);
    this.problems = problems;
  }

  /** Code of the first problem; it decides the exit status. */
  get code(): ErrorCode {
    return this.problems[0].code;
  }
}

/** Throws if there is any problem; otherwise does nothing. */
export function throwProblems(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first) throw new CartridgeError([first, ...rest]);
}
