import type { TemplateName } from '../../templates.ts';
import { layOutSql } from './lay-out-sql.ts';
import { layOutYaml } from './lay-out-yaml.ts';
import type { RenderOptions } from './rendered.ts';

/** Renders a template, laid out as the project has it; a template of the user's own has its own layout. */
export function layOut(name: TemplateName, data: object, { style, templates }: RenderOptions): string {
  const text = templates.render(name, data);
  if (templates.isOwn(name)) return text;
  return name.endsWith('.sql') ? layOutSql(text, style.sql) : layOutYaml(text, style.yaml);
}
