package dev.turnpike.keyed;

/** Where a record stood among the records of its key when it was taken in. */
enum Place {
  /** It runs after all earlier ones and before all later ones. */
  IN_ORDER,
  /** It runs at once; no earlier one was unfinished. */
  EXPRESS,
  /** It runs at once, although earlier ones have not finished. */
  EXPRESS_BEHIND_OTHERS
}
