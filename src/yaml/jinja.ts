/**
 * Any text so that dbt renders it as itself: dbt reads descriptions, names and SQL as Jinja (dbt-facts.md section 6).
 * Only openers matter, so each `{` that would begin one becomes an expression that prints it. A carriage return is
 * printed as well, since Jinja turns it into a newline.
 */
export function escapeJinja(text: string): string {
  const isPlain = !text.includes('{') && !text.includes('\r');
  return isPlain ? text : text.replace(/\{(?=[{%#\r])/g, "{{ '{' }}").replaceAll('\r', "{{ '\\r' }}");
}
