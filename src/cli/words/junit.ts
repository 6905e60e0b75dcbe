import { tableLabel } from '../../catalog/catalog.ts';
import type { CheckReport, CoverageItem, CoveredTable, Drift } from '../../planner/coverage/report.ts';
import { isCoveredEnough } from '../../planner/coverage/report.ts';
import { sentence } from './sentence.ts';
import type { XmlElement } from './xml.ts';
import { xmlDocument } from './xml.ts';

/** Suite of the tables that no source declares. */
const UNDECLARED = 'not declared';

/**
 * The report as JUnit XML, as GitHub, GitLab and Jenkins read it: a suite for each source; a case for each table, column, key,
 * relationship and drift. What is not covered fails only where too little is; else it is skipped. Pure.
 */
export function junitXml(report: CheckReport): string {
  const suites = [...suitesOf(report)].map(([name, cases]) => suiteElement(name, cases));
  const all = suites.flatMap((suite) => suite.children ?? []);
  return xmlDocument({
    name: 'testsuites',
    attributes: { name: 'cartridge check', ...counts(all) },
    children: suites,
  });
}

function suitesOf(report: CheckReport): Map<string, XmlElement[]> {
  const isEnough = isCoveredEnough(report);
  const suites = new Map<string, XmlElement[]>();
  const add = (suite: string, testCase: XmlElement): void => {
    const cases = suites.get(suite);
    if (cases) cases.push(testCase);
    else suites.set(suite, [testCase]);
  };
  for (const table of report.tables) {
    for (const item of table.items) add(table.source?.name ?? UNDECLARED, itemCase(table, item, isEnough));
  }
  for (const drift of report.drift) add(drift.source, driftCase(drift));
  return suites;
}

function suiteElement(name: string, cases: readonly XmlElement[]): XmlElement {
  return { name: 'testsuite', attributes: { name, ...counts(cases), errors: 0, time: 0 }, children: cases };
}

function counts(cases: readonly XmlElement[]): Record<string, number> {
  const having = (name: string): number =>
    cases.filter(({ children = [] }) => children.some((child) => child.name === name)).length;
  return { tests: cases.length, failures: having('failure'), skipped: having('skipped') };
}

function itemCase(table: CoveredTable, item: CoverageItem, isEnough: boolean): XmlElement {
  const attributes = { name: itemName(item), classname: tableLabel(table), file: table.source?.file, time: 0 };
  if (item.covered) return { name: 'testcase', attributes };
  const message = sentence(item.missing ?? 'not covered');
  const outcome: XmlElement = isEnough
    ? { name: 'skipped', attributes: { message } }
    : { name: 'failure', attributes: { type: 'not_covered', message }, text: `${message} ${item.hint ?? ''}`.trim() };
  return { name: 'testcase', attributes, children: [outcome] };
}

/** `table`, `column id`, `key order_id + line`, `relationship customer_id to customers.id`. */
function itemName({ kind, columns, to }: CoverageItem): string {
  return [kind, columns.join(' + '), ...(to === undefined ? [] : ['to', to])].filter((part) => part !== '').join(' ');
}

function driftCase(drift: Drift): XmlElement {
  const { kind, columns, file, severity, downstream } = drift;
  const message = sentence(drift.text);
  const used = downstream.length === 0 ? '' : ` Used by ${downstream.join(', ')}.`;
  return {
    name: 'testcase',
    attributes: {
      name: ['drift', kind, columns.join(' + ')].filter((part) => part !== '').join(' '),
      classname: tableLabel({ schema: drift.schema, name: drift.table }),
      file,
      time: 0,
    },
    children: [
      {
        name: 'failure',
        attributes: { type: kind, message },
        text: `${message} This is ${severity}.${used} See ${file}.`,
      },
    ],
  };
}
