package dev.turnpike.operations.console;

import dev.turnpike.platform.StartRefused;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.springframework.boot.web.server.PortInUseException;

/** What stopped a command, as one sentence for the person at the terminal. */
public final class Sentence {

  private static final int LONGEST = 200;

  private Sentence() {}

  /**
   * The sentence for a failure while doing something.
   *
   * @param logs where the rest is told
   */
  public static String of(Throwable failure, String doing, Path logs) {
    return known(failure)
        .orElseGet(() -> "%s failed (%s); more is in %s.".formatted(doing, brief(failure), logs));
  }

  /** The same where nothing is logged. */
  public static String of(Throwable failure, String doing) {
    return known(failure).orElseGet(() -> "%s failed (%s).".formatted(doing, brief(failure)));
  }

  /** What was thrown so that a person reads it, or is as plain. */
  private static Optional<String> known(Throwable failure) {
    for (Throwable each : causes(failure)) {
      String message = String.valueOf(each.getMessage());
      if (message.contains("No space left on device")) {
        return Optional.of("The disk is full: make room, then start again.");
      }
      if (each instanceof Refusal || each instanceof StartRefused) {
        return Optional.of(message);
      }
      if (each instanceof PortInUseException taken) {
        return Optional.of(
            "Port %d is taken by another program: stop that program, or choose another port."
                .formatted(taken.getPort()));
      }
      if (each instanceof FlywayValidateException) {
        return Optional.of(
            "The data there was written by another version of Turnpike, which can't be carried over: choose another folder with --data DIR, or delete this one.");
      }
      if (each instanceof AccessDeniedException denied) {
        return Optional.of(
            "May not write to %s: change its owner, or choose another folder with --data DIR."
                .formatted(denied.getFile()));
      }
    }
    return Optional.empty();
  }

  private static String brief(Throwable failure) {
    Throwable root = causes(failure).getLast();
    String name = root.getClass().getSimpleName();
    String message = root.getMessage();
    String line = message == null ? "" : message.lines().findFirst().orElse("").strip();
    if (line.isEmpty()) {
      return name;
    }
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure; each != null && !causes.contains(each); each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
