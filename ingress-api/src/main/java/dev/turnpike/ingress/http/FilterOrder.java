package dev.turnpike.ingress.http;

import org.springframework.core.Ordered;

/** The servlet filters from the outermost on; Spring Security's chain comes after all of them. */
public final class FilterOrder {
  /** Names the request, so that every log line and every answer can. */
  public static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE;

  /** What every answer carries, refusals by later filters included. */
  public static final int SECURITY_HEADERS = REQUEST_ID + 10;

  /** Before all that can refuse: a browser must be able to read why. */
  public static final int CROSS_ORIGIN = REQUEST_ID + 20;

  public static final int BODY_LIMIT = REQUEST_ID + 100;

  private FilterOrder() {}
}
