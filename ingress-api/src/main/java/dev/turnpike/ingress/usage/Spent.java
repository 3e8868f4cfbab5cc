package dev.turnpike.ingress.usage;

/** What was used on one day and in its month until then. */
record Spent(Amounts today, Amounts month) {
  static final Spent NOTHING = new Spent(Amounts.NONE, Amounts.NONE);

  Spent plus(Spent other) {
    return new Spent(today.plus(other.today), month.plus(other.month));
  }
}
