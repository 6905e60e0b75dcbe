import type { ExistingModel, ExistingTest } from '../../context/context.ts';
import { namedList } from '../../context/named-list.ts';
import type { TestSpec } from '../../plan/specs.ts';
import { isJinja, renderPlainText } from '../../sql/jinja-text.ts';
import { readYaml } from '../../yaml/read.ts';
import { readNodeCall } from '../coverage/node-tests.ts';
import { comparedName } from '../existing/compared-name.ts';
import type { Wording } from './known-model.ts';

/** What the properties of a model say in words. */
export interface StatedWords {
  readonly model: Wording | null;
  /** Those of its columns that have any, by the name as it is compared. */
  readonly columns: ReadonlyMap<string, Wording>;
}

const NO_WORDS: StatedWords = { model: null, columns: new Map() };

/** Reads the descriptions of models out of the texts of the project, each file once. */
export function statedWords(texts: ReadonlyMap<string, string>): (model: ExistingModel) => StatedWords {
  const files = new Map<string, ReadonlyMap<string, StatedWords>>();
  return ({ name, properties_path: path }) => {
    if (path === null) return NO_WORDS;
    const known = files.get(path) ?? readFile(texts.get(path) ?? '', path);
    files.set(path, known);
    return known.get(name) ?? NO_WORDS;
  };
}

function readFile(text: string, path: string): ReadonlyMap<string, StatedWords> {
  const yaml = readYaml(text, path);
  const document = 'value' in yaml ? yaml.value : null;
  return new Map(
    namedList(document, 'models').map(({ name, value }) => {
      const columns = namedList(value, 'columns').flatMap((column): [string, Wording][] => {
        const words = wording(column.value['description']);
        return words ? [[comparedName(column.name), words]] : [];
      });
      return [name, { model: wording(value['description']), columns: new Map(columns) }];
    }),
  );
}

const DOC_CALL = /^\{\{-?\s*doc\(\s*(['"])(\w+)\1\s*\)\s*-?\}\}$/;

/** What a description says; null where it is empty, or Jinja that is more than one docs block. */
function wording(description: unknown): Wording | null {
  if (typeof description !== 'string' || description.trim() === '') return null;
  const block = DOC_CALL.exec(description.trim())?.[2];
  if (block !== undefined) return { block };
  const text = isJinja(description) ? renderPlainText(description) : description;
  return text === null ? null : { text };
}

/** The tests of dbt itself that a column has, as specs; those that are turned off, or look at some rows alone, say less. Pure. */
export function statedTests(tests: readonly ExistingTest[]): TestSpec[] {
  return tests.filter(({ enabled, where }) => enabled && where === null).flatMap(testSpec);
}

function testSpec({ test, severity, arguments: given }: ExistingTest): TestSpec[] {
  const warns = severity === 'warn' ? { severity } : {};
  if (test === 'unique' || test === 'not_null') return [{ test, ...warns }];
  if (test === 'relationships') return reference(given).map((parent) => ({ test, ...parent, ...warns }));
  const { values, quote } = given;
  if (test !== 'accepted_values' || !Array.isArray(values)) return [];
  const plain = values.filter(
    (value) => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean',
  );
  if (plain.length < values.length || plain.some((value) => isJinja(String(value)))) return [];
  return [{ test, values: plain.map(String), ...(quote === false ? { quote } : {}), ...warns }];
}

function reference({ to, field }: ExistingTest['arguments']): { to: string; to_source?: string; field: string }[] {
  if (typeof field !== 'string' || isJinja(field)) return [];
  const call = readNodeCall(to);
  const [first = '', second] = call?.args ?? [];
  if (call?.function === 'source' && second !== undefined) return [{ to: second, to_source: first, field }];
  return call?.function === 'ref' && second === undefined ? [{ to: first, field }] : [];
}
