import type { YamlNode } from './nodes.ts';
import type { Splice } from './splice.ts';
import type { TextStyle } from './text-style.ts';

/** A text, its nodes and how it is written. */
export interface ParsedText {
  readonly text: string;
  readonly root: YamlNode;
  readonly style: TextStyle;
  /** Anchors that are used somewhere: what bears one stands in several places at once. */
  readonly shared: ReadonlySet<string>;
}

/** The pieces of text that make a change, or why there are none. */
export type Planned = readonly Splice[] | { readonly reason: string };
