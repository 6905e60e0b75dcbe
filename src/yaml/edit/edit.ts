/** Data as YAML and JSON know it. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** The way to a node: keys of mappings, places in sequences. */
export type YamlPath = readonly (string | number)[];

/** One change of a YAML text. */
export type YamlEdit =
  /** A key that is not there yet, behind the others or behind `after`. */
  | {
      readonly kind: 'add_key';
      readonly path: YamlPath;
      readonly key: string;
      readonly value: YamlValue;
      readonly after?: string;
    }
  /** An item at the end of a sequence, or behind the item at `after`. A sequence that is missing or empty is made. */
  | { readonly kind: 'add_item'; readonly path: YamlPath; readonly value: YamlValue; readonly after?: number }
  /** Another scalar in the place of a scalar. */
  | { readonly kind: 'set_scalar'; readonly path: YamlPath; readonly value: string | number | boolean | null };

/** A piece of text in the place of another: what stands in `[start, end)` goes. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Why a text was left as it is, in a sentence, and what somebody could write there by hand. */
export interface Refusal {
  readonly reason: string;
  readonly snippet: string;
}
