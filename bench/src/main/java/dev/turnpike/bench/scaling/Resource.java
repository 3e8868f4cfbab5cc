package dev.turnpike.bench.scaling;

/**
 * Something that there is only so much of.
 *
 * @param demand in the unit of {@code capacity}
 */
record Resource(String name, String unit, double demand, double capacity) {

  /** From 0; above 1 it can't be done. */
  double utilisation() {
    return demand / capacity;
  }

  /**
   * How many times its own service time a request takes, waiting included, where each takes as long
   * as the next and they come as they like: M/D/1, 1 + ρ / (2 (1 − ρ)).
   */
  double slowdown() {
    double rho = utilisation();
    return rho >= 1 ? Double.POSITIVE_INFINITY : 1 + rho / (2 * (1 - rho));
  }
}
