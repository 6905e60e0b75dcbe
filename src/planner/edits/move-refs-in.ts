import type { MovedRefs, RefMove } from '../../sql/move-refs.ts';
import { moveRefs, moveRefsInPython } from '../../sql/move-refs.ts';
import { moveYamlRefs } from './move-yaml-refs.ts';

/** Moves the references of a file, by what it is: properties, Python, or SQL with Jinja. Pure. */
export function moveRefsIn(path: string, text: string, move: RefMove): MovedRefs {
  if (/\.ya?ml$/.test(path)) return moveYamlRefs(text, move);
  return path.endsWith('.py') ? moveRefsInPython(text, move) : moveRefs(text, move);
}
