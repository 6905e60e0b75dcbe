/** Words for a model, ready to send. Pure data: the same input gives the same words. */
export interface Prompt {
  /** The same for every call of a kind. */
  readonly system: string;
  readonly user: string;
  /** What was left out to stay within the token budget, counted: `12 existing models`. */
  readonly leftOut: readonly string[];
}
