import { tableLabel } from '../../catalog/catalog.ts';
import type { CheckReport, CoverageItem, CoveredTable, Drift, Share } from '../../planner/coverage/report.ts';
import { isCoveredEnough } from '../../planner/coverage/report.ts';
import type { Look } from '../screen.ts';
import { count, grouped, nameList } from './count.ts';
import { displayWidth, labelled, pad, padLeft } from './layout.ts';

/** What the screen of `cartridge check` shows. */
export interface CheckView extends CheckReport {
  /** What must follow a proposed command to mean the same tables and project. */
  readonly reference: string;
}

/** Tables and drifts shown; the rest is counted. */
const SHOWN = 12;
const COLUMNS_NAMED = 5;
const WIDEST_LABEL = 32;

/** The shares that are covered, then drift and what is not covered, last the verdict. Pure. */
export function checkLines(view: CheckView, look: Look): string[] {
  return [
    ...shareLines(view, look),
    ...driftLines(view.drift, look),
    ...uncoveredLines(view.tables, look),
    '',
    ...verdictLines(view, look),
  ];
}

const SHARES = ['tables', 'columns', 'keys', 'relationships', 'total'] as const;

function shareLines({ coverage, tables, catalog, project }: CheckView, { colour, width }: Look): string[] {
  const wide = (numberOf: (share: Share) => number): number =>
    Math.max(...SHARES.map((name) => grouped(numberOf(coverage[name])).length));
  const [covered, of] = [wide((share) => share.covered), wide((share) => share.of)];
  const heading = `${catalog}   ${count(tables.length, 'table')} against ${project ?? 'the project'}`;
  const lines = SHARES.map((name) => {
    const share = coverage[name];
    const amount = `${padLeft(grouped(share.covered), covered)} of ${padLeft(grouped(share.of), of)}`;
    return `  ${pad(name, 13)}   ${amount}   ${share.of === 0 ? '' : padLeft(`${share.percent.toFixed(1)}%`, 6)}`.trimEnd();
  });
  return [...labelled(colour.bold(heading), '', { column: 0, width }).map((line) => line.trimEnd()), ...lines];
}

function driftLines(drift: readonly Drift[], look: Look): string[] {
  const rows = drift.map((each): Row => {
    const used = each.downstream.length === 0 ? '' : ` (used by ${nameList(each.downstream, 3)})`;
    const column = each.columns.length === 1 ? `.${each.columns[0]}` : '';
    const label = `${tableLabel({ schema: each.schema, name: each.table })}${column}`;
    return { label, texts: [`${each.severity}: ${each.text}${used}`] };
  });
  return block('Drift', rows, { look, noun: 'change' });
}

function uncoveredLines(tables: readonly CoveredTable[], look: Look): string[] {
  const rows = tables.flatMap((table): Row[] => {
    const missing = table.items.filter((item) => !item.covered);
    return missing.length === 0 ? [] : [{ label: tableLabel(table), texts: missingTexts(missing) }];
  });
  return block('Not covered', rows, { look, noun: 'table' });
}

/** Of a table that is not covered, and its columns neither, nothing else is said. */
function missingTexts(items: readonly CoverageItem[]): string[] {
  const [table] = items.filter((item) => item.kind === 'table');
  const columns = items.filter((item) => item.kind === 'column').flatMap((item) => item.columns);
  if (table && columns.length > 0) return [`${table.missing} (${count(columns.length, 'column')})`];
  const [firstColumn] = items.filter((item) => item.kind === 'column');
  return [
    ...(table ? [`${table.missing}`] : []),
    ...(firstColumn
      ? [`${columns.length === 1 ? 'column' : 'columns'} ${nameList(columns, COLUMNS_NAMED)}: ${firstColumn.missing}`]
      : []),
    ...items
      .filter((item) => item.kind === 'key' || item.kind === 'relationship')
      .map((item) => `${item.kind} ${item.columns.join(' + ')}: ${item.missing}`),
  ];
}

interface Row {
  readonly label: string;
  readonly texts: readonly string[];
}

/** A heading with rows below it, the first ones whole, the rest counted; nothing where there are none. */
function block(heading: string, rows: readonly Row[], { look, noun }: { look: Look; noun: string }): string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, rows.length === SHOWN + 1 ? SHOWN + 1 : SHOWN);
  const widest = Math.max(...shown.map((row) => displayWidth(row.label)));
  const at = { column: Math.min(widest, WIDEST_LABEL) + 5, width: look.width };
  const lines = shown.flatMap(({ label, texts }) =>
    texts.flatMap((text, index) => labelled(index === 0 ? `  ${label}` : '', text, at)),
  );
  const rest = rows.length - shown.length;
  const more = rest > 0 ? [`  and ${count(rest, `more ${noun}`)}; --json prints all`] : [];
  return ['', look.colour.bold(heading), ...lines, ...more];
}

function verdictLines(view: CheckView, look: Look): string[] {
  const { passed, drift, coverage, min_coverage: least, reference } = view;
  const at = { column: 10, width: look.width };
  const percent = `${coverage.total.percent.toFixed(1)}%`;
  const drifted = drift.length === 0 ? 'no drift' : `${count(drift.length, 'change')} of what the project states`;
  const covered =
    least === null
      ? `${percent} covered`
      : `${percent} covered, ${isCoveredEnough(view) ? 'at least' : 'less than'} ${least}%`;
  const verdict = labelled(passed ? 'Passed' : 'Failed', `${drifted}; ${covered}`, at);
  verdict[0] =
    (passed ? look.colour.green : look.colour.red)((verdict[0] ?? '').slice(0, 6)) + (verdict[0] ?? '').slice(6);
  if (passed && coverage.total.covered === coverage.total.of) return verdict;
  return [...verdict, ...labelled('Next', `cartridge plan${reference}`, at)];
}
