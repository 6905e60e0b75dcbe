import type { Action } from '../../plan/plan.ts';
import type { ActionSpec } from '../../plan/specs.ts';
import { isActSpec } from '../../plan/specs.ts';
import type { ChangedFile } from '../file-decision.ts';
import type { DraftAction } from '../draft.ts';
import { nodeKey } from './file-nodes.ts';
import type { PropertiesChange } from './file-nodes.ts';
import type { NodeChange } from './node-change.ts';
import { compareNodes } from './node-change.ts';

/** What an action does to a node that the project has. */
export interface ActionChange {
  /** In its properties. */
  readonly node: NodeChange;
  /** Whether the text of the model itself changes, or that of a test of its own. */
  readonly sql: 'same' | 'model' | 'test';
}

/** The files that an action changes; `properties`: of those that stand in the project. */
export interface ActionFile {
  readonly changed: ChangedFile;
  readonly properties: PropertiesChange | null;
}

const SAME: NodeChange = {
  added: [],
  removed: [],
  retyped: [],
  unkeyed: [],
  tests: 'same',
  docs: false,
  other: false,
};

/** What an action changes of a node that is there; null where it makes the node. Pure. */
export function changeOf({ spec }: DraftAction, files: readonly ActionFile[]): ActionChange | null {
  const key = nodeKey(spec);
  if (key === null) return null;
  const found = files.find(({ properties }) => properties?.before.has(key))?.properties;
  const [before, after] = [found?.before.get(key), found?.after.get(key)];
  const texts = files.filter(({ changed }) => changed.file.path.endsWith('.sql') && changed.current !== undefined);
  const isThere = before !== undefined || texts.some(({ changed }) => isOwnSql(spec, changed.file.path));
  if (!isThere) return null;
  const isTest = texts.length > 0 && !texts.some(({ changed }) => isOwnSql(spec, changed.file.path));
  const isNewTest = files.some(({ changed }) => changed.file.path.endsWith('.sql') && changed.current === undefined);
  const hasDocs = files.some(({ changed }) => changed.file.path.endsWith('.md'));
  const node = before && after ? compareNodes(before, after) : SAME;
  return {
    node: { ...node, docs: node.docs || hasDocs, tests: isNewTest && node.tests === 'same' ? 'added' : node.tests },
    sql: isTest ? 'test' : texts.length > 0 ? 'model' : 'same',
  };
}

function isOwnSql(spec: ActionSpec, path: string): boolean {
  return path.endsWith(`/${spec.name}.sql`);
}

/** The type of an action that changes a node: of tests alone, of docs alone, or of the node. */
export function updateType({ type, spec }: DraftAction, { node, sql }: ActionChange): Action['type'] {
  if (isActSpec(spec)) return type;
  const isMore =
    sql === 'model' || node.other || [node.added, node.removed, node.retyped].some((list) => list.length > 0);
  const tests = node.tests !== 'same' || sql === 'test';
  if (!isMore && tests && !node.docs) return 'add_tests';
  if (!isMore && !tests && node.docs) return 'update_docs';
  switch (spec.kind) {
    case 'project':
      return type;
    case 'source':
      return 'update_source';
    case 'staging':
    case 'staging_columns':
      return 'update_staging';
    case 'intermediate':
    case 'mart':
    case 'written':
      return 'update_mart';
  }
}

/** How much a change may break: nothing where only something comes, what refers to it where something goes. */
export function severityOf({ node, sql }: ActionChange, downstream: readonly string[]): Action['severity'] {
  const goes = node.removed.length > 0 || node.unkeyed.length > 0 || sql === 'test';
  if (goes && downstream.length > 0) return 'breaking';
  const isRewritten = sql === 'model' && node.added.length === 0 && node.removed.length === 0;
  const changes = node.retyped.length > 0 || node.tests === 'changed' || node.other;
  return goes || changes || isRewritten ? 'moderate' : 'safe';
}

/** What changes, in words: `2 columns come (total, paid_at), 1 goes (note)`. */
export function changeWords({ node, sql }: ActionChange): string {
  const words = [
    listed(node.added, 'comes', 'come'),
    listed(node.removed, 'goes', 'go'),
    listed(node.retyped, 'changes its type', 'change their types'),
    node.tests === 'added' ? 'tests are added' : node.tests === 'changed' || sql === 'test' ? 'tests change' : '',
    node.docs ? 'descriptions change' : '',
  ].filter((word) => word !== '');
  return words.length > 0 ? words.join('; ') : 'it is written differently now';
}

const MOST_NAMED = 5;

function listed(names: readonly string[], one: string, many: string): string {
  if (names.length === 0) return '';
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).join(', ')}${rest} ${names.length === 1 ? one : many}`;
}
