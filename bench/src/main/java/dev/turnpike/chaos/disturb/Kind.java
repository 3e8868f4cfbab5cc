package dev.turnpike.chaos.disturb;

import java.util.Arrays;
import java.util.Locale;

/** What can be done to a cluster. */
public enum Kind {
  KILL_WORKER("kill -9 of an agent worker, which is started again"),
  FREEZE_WORKER("SIGSTOP of an agent worker, SIGCONT after it was given up for dead"),
  RESTART_WORKER("an agent worker is told to stop, and started again"),
  GROW("one more agent worker"),
  SHRINK("an agent worker is told to stop, and stays away"),
  KILL_INGRESS("kill -9 of an ingress node, which is started again"),
  RESTART_INGRESS("an ingress node is told to stop, and started again"),
  FREEZE_INGRESS("SIGSTOP of an ingress node, SIGCONT later"),
  VANISHING_CLIENTS("clients that stop reading and are never heard of again"),
  SLOW_CLIENT("a client that leaves an enormous answer unread for a while"),
  KILL_BACKGROUND("kill -9 of the memory extractor, the judge or the analytics"),
  FREEZE_BACKGROUND("SIGSTOP of the memory extractor, the judge or the analytics, SIGCONT later"),
  KILL_BROKER("kill -9 of a broker"),
  RESTART_BROKER("a broker is told to stop, and started again"),
  FREEZE_BROKER("SIGSTOP of a broker, SIGCONT later"),
  FULL_DISK("a broker's disk is full; it halts, and is started again when there is room"),
  KILL_DATABASE("kill -9 of PostgreSQL"),
  RESTART_DATABASE("PostgreSQL is told to stop, and started again"),
  REGISTRY_OUTAGE("the schema registry is away"),
  MODEL_OUTAGE("the model's server is away"),
  MODEL_429("every call of the model is refused with 429 and Retry-After"),
  MODEL_500("every call of the model fails with 500"),
  MODEL_HANG("the model takes requests and says nothing"),
  MODEL_CUT("the model's answers break off in the middle"),
  PARTITION("a process is cut off from all others, or from the brokers"),
  PARTITION_DATABASE("a service is cut off from the database alone"),
  PACKET_LOSS("a process loses packets on their way in and out"),
  SLOW_NETWORK("packets from and to a process are late"),
  POISON("records that can't be read, between those of live sessions");

  private final String description;

  Kind(String description) {
    this.description = description;
  }

  /** Whether it needs network namespaces. */
  boolean isOfNetwork() {
    return switch (this) {
      case PARTITION, PARTITION_DATABASE, PACKET_LOSS, SLOW_NETWORK -> true;
      default -> false;
    };
  }

  public String description() {
    return description;
  }

  /** As on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException with the names there are
   */
  public static Kind named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.toString().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no disturbance '%s'; there are: %s"
                        .formatted(
                            name,
                            String.join(
                                ", ", Arrays.stream(values()).map(Kind::toString).toList()))));
  }
}
