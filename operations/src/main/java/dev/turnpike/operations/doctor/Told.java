package dev.turnpike.operations.doctor;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;

/** The innermost reason of a failure, in a few words. */
final class Told {

  private Told() {}

  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    if (root instanceof UnknownHostException
        || root instanceof java.nio.channels.UnresolvedAddressException) {
      return "unknown host";
    }
    if (failure instanceof HttpTimeoutException) {
      return "no answer in time";
    }
    if (message == null || message.isBlank()) {
      return root instanceof ConnectException
              || root instanceof java.nio.channels.ClosedChannelException
          ? "connection refused"
          : root.getClass().getSimpleName();
    }
    return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
  }
}
