import type { JinjaCall } from '../../sql/jinja-calls.ts';
import { readOnlyCall } from '../../sql/jinja-calls.ts';
import type { GenericTest } from './yaml-nodes.ts';

/** What a relationships test points to; null for other tests and computed targets. Pure. */
export function targetOf({ args }: GenericTest): Pick<JinjaCall, 'function' | 'args'> | null {
  const { to } = args;
  return typeof to === 'string' ? readOnlyCall(to.replace(/^\{\{\s*|\s*\}\}$/g, '')) : null;
}
