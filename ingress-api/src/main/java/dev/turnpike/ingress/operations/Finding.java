package dev.turnpike.ingress.operations;

/**
 * Something that an operator should know.
 *
 * @param severity {@code critical}: users get errors or no answers; {@code warning}: soon, or some
 *     of them; {@code note}: worth knowing
 * @param about {@code database}, {@code kafka}, {@code workers}, {@code turns}, {@code models},
 *     {@code nodes}, {@code groups} or {@code dead-letters}
 * @param what is the matter
 * @param advice what to do or where to look
 */
record Finding(String severity, String about, String what, String advice) {
  static Finding critical(String about, String what, String advice) {
    return new Finding("critical", about, what, advice);
  }

  static Finding warning(String about, String what, String advice) {
    return new Finding("warning", about, what, advice);
  }

  static Finding note(String about, String what, String advice) {
    return new Finding("note", about, what, advice);
  }

  /** The worst is the lowest. */
  int rank() {
    return switch (severity) {
      case "critical" -> 0;
      case "warning" -> 1;
      default -> 2;
    };
  }
}
