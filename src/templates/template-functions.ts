import type { Dialect } from '../sql/dialects/dialect.ts';
import { sqlName } from '../sql/dialects/names.ts';
import { escapeJinja } from '../yaml/jinja.ts';
import { yamlParagraph, yamlScalar } from '../yaml/scalar.ts';

/** What templates can call: Handlebars writes the text, and these write what is dbt's: Jinja, YAML scalars, SQL names. */
export function templateFunctions({ names }: Dialect) {
  return {
    /** `{{ ref('model') }}` */
    ref: (model: string) => `{{ ref(${jinjaString(model)}) }}`,
    /** `{{ source('name', 'table') }}` */
    source: (name: string, table: string) => `{{ source(${jinjaString(name)}, ${jinjaString(table)}) }}`,
    /** `{{ config(key='value') }}` */
    config: ({ hash }: { readonly hash: Readonly<Record<string, string>> }) => {
      const pairs = Object.entries(hash).map(([key, value]) => `${key}=${jinjaString(value)}`);
      return `{{ config(${pairs.join(', ')}) }}`;
    },
    /** Any text as a YAML scalar that dbt renders as itself. */
    yaml: yamlValue,
    /** A description that stands in a `{% docs %}` block. */
    doc: (block: string) => `"{{ doc(${jinjaString(block)}) }}"`,
    /** Prose as a YAML scalar, folded where it is long; `indent` is that of its lines. */
    paragraph: (text: string, indent: number) => yamlParagraph(escapeJinja(text), indent),
    /** Each text on a line of its own; `each` does the same in many times the time. */
    lines: (texts: readonly string[], indent: number) => {
      const margin = ' '.repeat(indent);
      return margin + texts.join(`\n${margin}`);
    },
    /** A name as it stands in SQL, in quotes where it must be. */
    ident: (name: string) => escapeJinja(sqlName(name, names)),
  };
}
export type TemplateFunctions = ReturnType<typeof templateFunctions>;

/** A value as YAML on one line; a text so that dbt renders it as itself. */
export function yamlValue(value: unknown): string {
  return typeof value === 'string' ? yamlScalar(escapeJinja(value)) : JSON.stringify(value);
}

function jinjaString(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
