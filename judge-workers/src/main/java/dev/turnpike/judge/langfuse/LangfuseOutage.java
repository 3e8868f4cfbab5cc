package dev.turnpike.judge.langfuse;

import dev.turnpike.keyed.Outages;
import java.io.Serial;

/** Langfuse can't be reached, or does not take events now: they are sent again later. */
final class LangfuseOutage extends RuntimeException implements Outages.Outage {
  @Serial private static final long serialVersionUID = 1;

  LangfuseOutage(String message) {
    super(message);
  }
}
