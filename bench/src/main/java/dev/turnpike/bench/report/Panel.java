package dev.turnpike.bench.report;

import java.util.List;

/** Where in a picture something is drawn, and the colours of the levels. */
record Panel(double left, double top, double right, double bottom) {
  private static final List<String> COLOURS =
      List.of("#2563eb", "#d97706", "#059669", "#7c3aed", "#db2777", "#475569");

  static String colour(int level) {
    return COLOURS.get(level % COLOURS.size());
  }
}
