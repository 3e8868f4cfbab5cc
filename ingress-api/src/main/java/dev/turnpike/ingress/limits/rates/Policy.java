package dev.turnpike.ingress.limits.rates;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What holds for the calls of one class.
 *
 * @param header the windows as {@code RateLimit-Policy} writes them
 */
record Policy(LimitClass limited, List<Window> windows, String header) {
  Policy {
    windows = List.copyOf(windows);
  }

  static Policy of(LimitClass limited, List<Window> windows) {
    return new Policy(
        limited, windows, windows.stream().map(Window::policy).collect(Collectors.joining(", ")));
  }
}
