import type { Problem } from '../errors.ts';
import { CartridgeError, throwProblems } from '../errors.ts';
import { findJsonFault } from '../yaml/json-position.ts';
import { readYaml } from '../yaml/read.ts';
import { schemaProblems } from '../yaml/schema-problems.ts';
import type { Catalog } from './catalog.ts';
import { catalogSchema } from './catalog.ts';
import { CATALOG_FORMAT_VERSION } from './catalog-file.ts';

/** YAML reads some bare words as other things than text. */
const QUOTE_HINT = 'YAML reads a bare no, on, 12:30 or 2024-01-01 as something else than text: put it in quotes.';

/**
 * A catalog file's text as a catalog. JSON is read as JSON, anything else as YAML. Throws CATALOG_INVALID with every
 * problem and its line, and CATALOG_NEWER_VERSION. Names and keys are checked by `checkCatalog`, not here. Pure.
 */
export function parseCatalog(text: string, file: string): Catalog {
  if (text.trim() === '') throw new CartridgeError(notACatalog(file, 'is empty'));
  const document = readJson(text);
  if (document !== undefined) {
    const parsed = parseDocument(document, file);
    if (parsed) return parsed;
  }
  const yaml = readYaml(text, file, 'CATALOG_INVALID');
  if ('problems' in yaml) throw new CartridgeError(asJson(yaml.problems[0], text, file));
  const again = document === undefined ? parseDocument(yaml.value, file) : null;
  if (again) return again;
  const { error } = catalogSchema.safeParse(document ?? yaml.value);
  const found = error ? schemaProblems(error, { code: 'CATALOG_INVALID', file, positionOf: yaml.positionOf }) : [];
  throwProblems(found.map((problem) => withHint(problem, document !== undefined)));
  throw new CartridgeError(notACatalog(file));
}

/** Null where the document does not have the shape of a catalog. */
function parseDocument(document: unknown, file: string): Catalog | null {
  if (typeof document !== 'object' || document === null || !('tables' in document)) {
    throw new CartridgeError(notACatalog(file));
  }
  checkVersion(document, file);
  const parsed = catalogSchema.safeParse(document);
  return parsed.success ? parsed.data : null;
}

function checkVersion(document: object, file: string): void {
  const version = 'format_version' in document ? String(document.format_version) : CATALOG_FORMAT_VERSION;
  const [major = '', ours = ''] = [version, CATALOG_FORMAT_VERSION].map((text) => text.split('.')[0]);
  if (!(Number(major) > Number(ours))) return;
  throw new CartridgeError({
    code: 'CATALOG_NEWER_VERSION',
    message: `${file} has format ${version}; this cartridge reads up to ${ours}.x`,
    where: { file },
    hint: 'Update cartridge, or write the file again with this version: cartridge scan --from ... --json',
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Where JSON was meant, its fault is told in words of JSON. */
function asJson(problem: Problem, text: string, file: string): Problem {
  const fault = file.toLowerCase().endsWith('.json') ? findJsonFault(text) : null;
  if (!fault) return problem;
  const { line, column, reason } = fault;
  return { ...problem, message: `${file} is not JSON: ${reason}`, where: { file, line, column } };
}

function withHint(problem: Problem, isJson: boolean): Problem {
  return !isJson && problem.message.endsWith('must be text') ? { ...problem, hint: QUOTE_HINT } : problem;
}

function notACatalog(file: string, why = 'is not a catalog file: it has no tables'): Problem {
  return {
    code: 'CATALOG_INVALID',
    message: `${file} ${why}`,
    where: { file },
    hint: [
      'A catalog file looks like this, in JSON or YAML:',
      '  name: shop',
      '  dialect: postgres',
      '  tables: [{name: orders, columns: [{name: id, type: integer}]}]',
      'A JSON file of rows is given by its folder or a glob: --from "raw/*.json"',
    ].join('\n'),
  };
}
