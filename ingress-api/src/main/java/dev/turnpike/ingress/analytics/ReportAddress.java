package dev.turnpike.ingress.analytics;

import dev.turnpike.ingress.problem.Problem;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Where a report is asked for. Invariant: whatever a client sends, the address has the scheme, host
 * and port of the settings and a path below the analytics' own: path segments are plain names, so
 * that neither side can read one as a step up or as an escape.
 */
final class ReportAddress {
  private static final Pattern PATH = Pattern.compile("/api/v1/analytics(/[a-z0-9_-]{1,64}){0,4}");

  /** What RFC 3986 lets stand in a query; whether escapes are whole, the URI itself checks. */
  private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:@/?%-]{0,2000}");

  private ReportAddress() {}

  /**
   * @param path as it was sent, not decoded
   * @param query likewise; null for none
   */
  static URI of(String base, String path, @Nullable String query) {
    if (!PATH.matcher(path).matches()) {
      throw Problem.notFound("report", "There is no such report.");
    }
    if (query == null || query.isEmpty()) {
      return URI.create(base + path);
    }
    if (!QUERY.matcher(query).matches()) {
      throw badQuery();
    }
    try {
      return new URI(base + path + "?" + query);
    } catch (URISyntaxException e) {
      throw badQuery();
    }
  }

  private static Problem badQuery() {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "bad_request",
        "The query has more than 2000 characters, or such as must be escaped there.");
  }
}
