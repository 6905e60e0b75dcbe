/** Something that dbt said, at the level of a warning or an error. */
export interface Finding {
  readonly level: 'error' | 'warning';
  /** dbt's name of the event: `MainEncounteredError`, `PropertyMovedToConfigDeprecation`. */
  readonly name: string;
  readonly message: string;
  /** Relative to the dbt project, where dbt says so. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** How far a build is, from one line of its log. */
export interface NodeProgress {
  readonly done: number;
  readonly total: number;
  readonly name: string;
}

/** What a line of dbt's JSON log says to us; nothing where it is no such line. */
export interface LogLine {
  readonly finding?: Finding;
  readonly progress?: NodeProgress;
}

/**
 * Reads one line of `--log-format json`, of dbt 1.5 to v2 (dbt-facts.md 8). Results of single nodes are left out:
 * run_results.json has them whole.
 */
export function readDbtLogLine(line: string): LogLine {
  const event = parseEvent(line);
  if (event === null) return {};
  const progress = progressOf(event);
  if (progress !== null) return { progress };
  const level = LEVELS[event.level];
  if (level === undefined || PER_NODE.test(event.name) || REPEATS.has(event.name)) return {};
  return { finding: findingOf(event, level) };
}

interface LogEvent {
  readonly level: string;
  readonly name: string;
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const LEVELS: Readonly<Record<string, Finding['level']>> = { warn: 'warning', error: 'error' };

/** Events that tell of one node, its result or where its compiled SQL is. */
const PER_NODE = /^(Log\w+Result|LogStartLine|RunResult\w+|SQLCompiledPath|CatchableExceptionOnRun|SkippingDetails)$/;

/** Events that sum up others, and those that speak of the program and its environment, not of the project. */
const REPEATS = new Set([
  'DeprecationsSummary',
  'EndOfRunSummary',
  'CommandCompleted',
  'EnvironmentVariableNamespaceDeprecation',
]);

function parseEvent(line: string): LogEvent | null {
  if (!line.startsWith('{')) return null;
  const { info, data } = asRecord(parseJson(line));
  const { level, name, msg } = asRecord(info);
  if (typeof level !== 'string' || typeof msg !== 'string') return null;
  return { level, name: typeof name === 'string' ? name : '', message: msg, data: asRecord(data) };
}

function findingOf(event: LogEvent, level: Finding['level']): Finding {
  const fusion = FUSION_HEAD.exec(event.message);
  const name = fusion?.[1] ?? event.name;
  const text = fusion ? event.message.slice(fusion[0].length) : event.message;
  const place = FUSION_PLACE.exec(text);
  const { file_path, file } = event.data;
  const path = place?.[1] ?? [file_path, file].find((value) => typeof value === 'string') ?? placeInText(text);
  return {
    level,
    name,
    message: plainMessage(text),
    ...(path === undefined ? {} : { file: path }),
    ...(place?.[2] === undefined ? {} : { line: Number(place[2]), column: Number(place[3]) }),
  };
}

/** v2 writes `[error] [DbtYamlValidationError (dbt1159)]: ...`, then `  --> models/m.yml:7:39`, then its own stack. */
const FUSION_HEAD = /^\[(?:error|warning)\] \[(\w+) \(dbt\d+\)\]: /;
const FUSION_PLACE = /^\s*--> ([^\n]+?)(?::(\d+):(\d+))?$/m;
const FUSION_STACK = /\n\s+\d+: [^]*$/;

/** v1 names the file in the text: `Model 'model.shop.b' (models/b.sql) depends on ...`. */
function placeInText(text: string): string | undefined {
  return /\(([^()\s]+\.(?:sql|ya?ml|md|py|csv))\)/.exec(text.replaceAll('\n', ' '))?.[1];
}

/** The words alone: without the head that says what is said already, on one line where v1 wrapped a paragraph. */
function plainMessage(text: string): string {
  const words = text
    .replace(FUSION_STACK, '')
    .replace(FUSION_PLACE, '')
    .replace(/^Encountered an error:\n/, '')
    .replace(/^\[WARNING\](?:\[\w+\])?: /, '')
    .replace(/^Deprecated\s+functionality\s+/, '')
    .trimEnd();
  return words.includes('\n\n') || /\n\s+/.test(words) ? words : words.replaceAll('\n', ' ');
}

function progressOf({ name, data }: LogEvent): NodeProgress | null {
  if (!/^Log\w+Result$/.test(name)) return null;
  const { index, total, num_models, node_info } = data;
  const { node_name } = asRecord(node_info);
  const all = typeof total === 'number' ? total : num_models;
  if (typeof index !== 'number' || typeof all !== 'number') return null;
  return { done: index, total: all, name: typeof node_name === 'string' ? node_name : '' };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
