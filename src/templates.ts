import { readdir, readFile } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { CartridgeError, throwProblems } from './errors.ts';
import type { Problem } from './errors.ts';
import type { Dialect } from './sql/dialects/dialect.ts';
import { DUCKDB } from './sql/dialects/dialects.ts';
import { packageFolder } from './outside/package-folder.ts';
import { compileTemplate } from './templates/compile-template.ts';
import { parseTemplate } from './templates/parse-template.ts';
import type { TemplateFunctions } from './templates/template-functions.ts';
import { templateFunctions } from './templates/template-functions.ts';

/** Every template, by its path below `templates/` without `.hbs`. */
const TEMPLATE_NAMES = [
  'project/dbt_project.yml',
  'project/profiles.yml',
  'project/gitignore',
  'docs/README.md',
  'sources/sources.yml',
  'models/models.yml',
  'models/model.yml',
  'models/staging.sql',
  'models/intermediate.sql',
  'models/mart.sql',
  'models/written.sql',
  'tests/unique_combination.sql',
] as const;
export type TemplateName = (typeof TEMPLATE_NAMES)[number];

/** The templates, compiled. `render` is pure; it throws TEMPLATE_INVALID where a template asks for what is not there. */
export interface Templates {
  /** Whose SQL they write. */
  readonly dialect: Dialect;
  render(name: TemplateName, data: object): string;
  /** Whether the user's own stands in for the shipped one. */
  isOwn(name: TemplateName): boolean;
}

/**
 * Reads the shipped templates, each replaced by the file of the same path in the user's folder, if there is one.
 * Throws TEMPLATE_INVALID with every template that is not valid Handlebars or uses an unknown helper.
 */
export async function loadTemplates(overrideFolder?: string, dialect: Dialect = DUCKDB): Promise<Templates> {
  const problems = overrideFolder === undefined ? [] : await checkOverrides(overrideFolder);
  const texts = await Promise.all(TEMPLATE_NAMES.map((name) => readTemplate(name, overrideFolder)));
  const functions = templateFunctions(dialect);
  const compiled = new Map<TemplateName, (data: object) => string>();
  for (const template of texts) {
    try {
      compiled.set(template.name, withProblems(template.file, await makeTemplate(template, functions)));
    } catch (error) {
      problems.push(templateProblem(template.file, error));
    }
  }
  throwProblems(problems);
  const own = new Set(texts.filter(({ isOwn }) => isOwn).map(({ name }) => name));
  return { dialect, render: (name, data) => compiled.get(name)?.(data) ?? '', isOwn: (name) => own.has(name) };
}

interface TemplateText {
  readonly name: TemplateName;
  /** As a person knows it: below `templates/`, or below their own folder. */
  readonly file: string;
  readonly text: string;
  /** Of the user's folder. */
  readonly isOwn: boolean;
}

async function readTemplate(name: TemplateName, overrideFolder: string | undefined): Promise<TemplateText> {
  if (overrideFolder !== undefined) {
    const text = await readIfThere(join(overrideFolder, `${name}.hbs`));
    if (text !== undefined) return { name, file: `${name}.hbs`, text, isOwn: true };
  }
  const text = await readFile(join(packageFolder(), 'templates', `${name}.hbs`), 'utf8');
  return { name, file: `${name}.hbs`, text, isOwn: false };
}

/** A file that replaces no template is a slip of the pen, and so is a folder that is not there. */
async function checkOverrides(folder: string): Promise<Problem[]> {
  let files: string[];
  try {
    files = await readdir(folder, { recursive: true });
  } catch {
    return [
      {
        code: 'TEMPLATE_INVALID',
        message: `the folder of templates, ${basename(folder)}, cannot be read`,
        where: { file: 'cartridge.yml', at: 'templates' },
        hint: 'It is looked for in the project folder.',
      },
    ];
  }
  const known = new Set<string>(TEMPLATE_NAMES.map((name) => `${name}.hbs`));
  return files
    .map((file) => file.split(sep).join('/'))
    .filter((file) => file.endsWith('.hbs') && !known.has(file))
    .sort()
    .map((file) => ({
      code: 'TEMPLATE_INVALID',
      message: `there is no template ${file} to replace`,
      where: { file },
      hint: `The templates are ${TEMPLATE_NAMES.map((name) => `${name}.hbs`).join(', ')}.`,
    }));
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return;
    throw error;
  }
}

/** Shipped templates need little of Handlebars, which takes as long to load as to plan for a few tables. */
async function makeTemplate(
  { text, isOwn }: TemplateText,
  functions: TemplateFunctions,
): Promise<(data: object) => string> {
  const parts = isOwn ? null : parseTemplate(text, new Set(Object.keys(functions)));
  if (parts) return compileTemplate(parts, new Map(Object.entries(functions)));
  return (await import('./templates/handlebars-template.ts')).handlebarsTemplate(text, functions);
}

function withProblems(file: string, render: (data: object) => string): (data: object) => string {
  return (data) => {
    try {
      const text = render(data);
      // Joins the hundreds of pieces that the text is made of, before they are carried along with it.
      text.charCodeAt(0);
      return text;
    } catch (error) {
      throw new CartridgeError(templateProblem(file, error), { cause: error });
    }
  };
}

function templateProblem(file: string, error: unknown): Problem {
  const message = error instanceof Error ? error.message : String(error);
  const line = lineOf(error, message);
  return {
    code: 'TEMPLATE_INVALID',
    message: `the template ${file} cannot be rendered: ${reasonOf(message)}`,
    where: { file, ...(line === undefined ? {} : { line }) },
    hint: 'templates/README.md lists what each template is given and the helpers.',
  };
}

/** The 1-based line: Handlebars gives it as a property, parse errors only in their text. */
function lineOf(error: unknown, message: string): number | undefined {
  if (error instanceof Error && 'lineNumber' in error && typeof error.lineNumber === 'number') return error.lineNumber;
  const line = /^Parse error on line (\d+)/.exec(message)?.[1];
  return line === undefined ? undefined : Number(line);
}

/** Handlebars draws the place under its parse errors and lists all that it expected; what it got is enough. */
function reasonOf(message: string): string {
  const got = /got '(\w+)'$/.exec(message)?.[1];
  if (got !== undefined) return got === 'EOF' ? 'it ends within a block' : `unexpected ${got}`;
  const helper = /used the unknown helper (\S+)/.exec(message)?.[1];
  if (helper !== undefined) return `there is no helper ${helper}`;
  return message.replace(/ - \d+:\d+$/, '').replace(' in [object Object]', '');
}
