import type { YamlEdit, YamlPath, YamlValue } from './edit.ts';

/**
 * What the data of a text should be after an edit: the yardstick for what splicing made of it. Undefined where the edit
 * does not fit the data.
 */
export function intendedValue(value: unknown, edit: YamlEdit): unknown {
  switch (edit.kind) {
    case 'set_scalar':
      return change(value, edit.path, (old) => (isCollection(old) ? undefined : edit.value));
    case 'add_key':
      return change(value, edit.path, (old) => addKey(old, edit.key, edit.value));
    case 'add_item':
      return change(value, edit.path, (old) => addItem(old, edit.value, edit.after));
  }
}

function addKey(old: unknown, key: string, value: YamlValue): unknown {
  if (old === null || old === undefined) return { [key]: value };
  if (!isMapping(old) || Object.hasOwn(old, key)) return undefined;
  return { ...old, [key]: value };
}

function addItem(old: unknown, value: YamlValue, after: number | undefined): unknown {
  if (old === null || old === undefined) return [value];
  if (!Array.isArray(old)) return undefined;
  return old.toSpliced((after ?? old.length - 1) + 1, 0, value);
}

/** A copy in which the value at `path` is another; the last key of the path may be missing. */
function change(value: unknown, [first, ...rest]: YamlPath, to: (old: unknown) => unknown): unknown {
  if (first === undefined) return to(value);
  if (typeof first === 'number') {
    if (!Array.isArray(value) || first >= value.length) return undefined;
    const changed = change(value[first], rest, to);
    return changed === undefined ? undefined : value.with(first, changed);
  }
  if (!isMapping(value) || (!Object.hasOwn(value, first) && rest.length > 0)) return undefined;
  const changed = change(Object.hasOwn(value, first) ? value[first] : undefined, rest, to);
  return changed === undefined ? undefined : { ...value, [first]: changed };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return isCollection(value) && !Array.isArray(value) && !(value instanceof Date);
}

function isCollection(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
