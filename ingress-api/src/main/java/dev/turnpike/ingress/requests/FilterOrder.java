package dev.turnpike.ingress.requests;

import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.Ordered;

/** The places of servlet filters, from the outermost on. */
public final class FilterOrder {
  /** Names the request, so that every log line and every answer can. */
  public static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE;

  public static final int TRACE = REQUEST_ID + 2;

  public static final int ACCESS_LOG = REQUEST_ID + 5;

  /** What every answer carries, refusals by later filters included. */
  public static final int SECURITY_HEADERS = REQUEST_ID + 10;

  /** Before all that can refuse: a browser must be able to read why. */
  public static final int CROSS_ORIGIN = REQUEST_ID + 20;

  /** Before anything reads the body. */
  public static final int BODY_LIMIT = REQUEST_ID + 100;

  /** Behind Spring Security's chain: knows who calls. */
  public static final int CALLER = SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1;

  private FilterOrder() {}
}
