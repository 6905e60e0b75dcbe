import { readString } from './jinja-calls.ts';
import { scanJinja } from './jinja-tags.ts';

/** A text as dbt renders it, where its Jinja only prints texts (`{{ '{' }}`) or comments; null where only dbt can know. */
export function renderPlainText(text: string): string | null {
  if (!text.includes('{')) return text;
  const { tags, fault } = scanJinja(text);
  if (fault) return null;
  let rendered = '';
  let last = 0;
  for (const tag of tags) {
    const literal = tag.kind === 'expression' ? readString(tag.inner) : tag.kind === 'comment' ? '' : null;
    if (literal === null) return null;
    rendered += text.slice(last, tag.start) + literal;
    last = tag.end;
  }
  return rendered + text.slice(last);
}

/** Whether a value is known only when dbt renders it. */
export function isJinja(value: string): boolean {
  return /\{[{%#]/.test(value);
}
