package dev.turnpike.ingress.limits.rates;

/** Calls that are counted together. */
enum LimitClass {
  CHAT("chat", By.CALLER),
  STREAM("stream", By.CALLER),
  /** Of what the turns of a session said. */
  MESSAGES("messages", By.CALLER),
  /** Who one is, one's sessions, and what was said in them. */
  SESSIONS("sessions", By.CALLER),
  LOGIN("login", By.ADDRESS_AT_ONCE),
  /** Logins as one user, from wherever. */
  ACCOUNT("login-account", By.ADDRESS_AT_ONCE),
  REGISTER("register", By.ADDRESS_AT_ONCE),
  ROOT("root", By.ADDRESS),
  HEALTH("health", By.ADDRESS),
  /** Whatever is asked about a turn that was accepted: its stream, above all. */
  TURNS("turns", By.CALLER),
  MODELS("models", By.CALLER),
  /** What is remembered about a user, and whether. */
  MEMORIES("memories", By.CALLER),
  /** What administrators read of everybody's turns. */
  ANALYTICS("analytics", By.CALLER),
  /** What administrators see of the running system, looking again and again. */
  OPERATIONS("operations", By.CALLER),
  DOCS("docs", By.ADDRESS),
  /** The files of the page: a browser asks for dozens at once. */
  CONSOLE("console", By.ADDRESS),
  METRICS("metrics", By.ADDRESS),
  OTHERS("others", By.CALLER),
  /** Calls that only take rights away: whoever stole a token can't use them up for its owner. */
  ENDINGS("endings", By.LOGIN),
  /** Calls with an API key that is none. */
  FAILURES("failures", By.ADDRESS_AT_ONCE),
  /** All calls from one address, with a token or without. */
  ADDRESS("address", By.ADDRESS);

  enum By {
    /** The login that the token came from. */
    LOGIN,
    /** The user if there is one, else the address. */
    CALLER,
    /** The address, also of users. */
    ADDRESS,
    /** Likewise, and the other nodes are told at once: somebody may be guessing. */
    ADDRESS_AT_ONCE
  }

  private final String label;
  private final By by;

  LimitClass(String label, By by) {
    this.label = label;
    this.by = by;
  }

  /** In settings, in the table and in meters. */
  String label() {
    return label;
  }

  By by() {
    return by;
  }

  boolean isUrgent() {
    return by == By.ADDRESS_AT_ONCE;
  }
}
