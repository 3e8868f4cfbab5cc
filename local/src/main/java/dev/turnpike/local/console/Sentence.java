package dev.turnpike.local.console;

import dev.turnpike.embedded.EmbeddedStartException;
import dev.turnpike.platform.StartRefused;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Turns whatever stopped a command into one sentence for the person at the terminal. */
public final class Sentence {

  private Sentence() {}

  /** The sentence for a failure while doing something; {@code logs} is where the rest is told. */
  public static String of(Throwable failure, String doing, Path logs) {
    Set<Throwable> seen = new HashSet<>();
    Throwable last = failure;
    for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
      String message = String.valueOf(each.getMessage());
      if (message.contains("No space left on device")) {
        return "The disk is full: make room, then start again.";
      }
      if (each instanceof Refusal
          || each instanceof EmbeddedStartException
          || each instanceof StartRefused) {
        return message;
      }
      if (each instanceof AccessDeniedException denied) {
        return "May not write to %s: change its owner or choose another folder with --data."
            .formatted(denied.getFile());
      }
      last = each;
    }
    return "%s failed (%s); more is in %s.".formatted(doing, brief(last), logs);
  }

  private static String brief(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return name.toLowerCase(Locale.ROOT);
    }
    String line = message.lines().findFirst().orElse(name);
    return line.length() > 200 ? line.substring(0, 200) + "…" : line;
  }
}
