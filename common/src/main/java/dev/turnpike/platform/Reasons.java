package dev.turnpike.platform;

import java.net.ConnectException;
import java.util.concurrent.ExecutionException;

/** The shortest text that tells why something failed. */
final class Reasons {
  private Reasons() {}

  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String firstLine = message == null ? "" : message.lines().findFirst().orElse("").strip();
    if (firstLine.isEmpty() && cause instanceof ConnectException) {
      return "Connection refused";
    }
    return firstLine.isEmpty()
        ? cause.getClass().getSimpleName()
        : Redaction.redact(firstLine.replaceAll("\\.$", ""));
  }
}
