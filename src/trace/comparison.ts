/** How the states of a model and of an implementation are compared, where that is not in full. */
export interface Comparison {
  /** Variables that are not compared, and not shown. */
  readonly ignored?: readonly string[];
  /** Variables whose sequences are compared as bags: the same elements, each as often, in any order. */
  readonly unordered?: readonly string[];
}
