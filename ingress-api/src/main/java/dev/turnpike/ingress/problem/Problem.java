package dev.turnpike.ingress.problem;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/**
 * A request that can't be answered as asked, as RFC 9457 tells it. Thrown by whoever finds out;
 * {@link ProblemWriter} puts it on the wire.
 */
public final class Problem extends RuntimeException {
  private final transient HttpStatusCode status;
  private final String code;
  private final transient List<FieldError> errors;
  private final transient HttpHeaders headers;
  private final transient Map<String, Object> extensions;

  private Problem(
      HttpStatusCode status,
      String code,
      String detail,
      List<FieldError> errors,
      HttpHeaders headers,
      Map<String, Object> extensions) {
    super(detail, null, false, false);
    this.status = status;
    this.code = code;
    this.errors = List.copyOf(errors);
    this.headers = headers;
    this.extensions = Map.copyOf(extensions);
  }

  /**
   * @param code for programs, in snake case
   * @param detail for people: what is wrong and what to do
   */
  public static Problem of(HttpStatusCode status, String code, String detail) {
    return new Problem(status, code, detail, List.of(), new HttpHeaders(), Map.of());
  }

  /** 422: fields that break a rule. */
  public static Problem invalid(List<FieldError> errors) {
    return of(HttpStatus.UNPROCESSABLE_CONTENT, "invalid_request", "The request breaks a rule.")
        .withErrors(errors);
  }

  /** 422 for one field. */
  public static Problem invalid(String field, String message) {
    return invalid(List.of(new FieldError(field, message)));
  }

  /** 404: absent, or not the caller's, which is the same to the caller. */
  public static Problem notFound(String field, String detail) {
    return of(HttpStatus.NOT_FOUND, "not_found", detail)
        .withErrors(List.of(new FieldError(field, detail)));
  }

  /** 503: something the service lives on is away; it comes back by itself. */
  public static Problem unavailable(String code, String detail) {
    return of(HttpStatus.SERVICE_UNAVAILABLE, code, detail).withRetryAfter(Duration.ofSeconds(2));
  }

  public Problem withErrors(List<FieldError> more) {
    return new Problem(status, code, detail(), more, headers, extensions);
  }

  public Problem withHeader(String name, String value) {
    HttpHeaders copy = HttpHeaders.copyOf(headers);
    copy.set(name, value);
    return new Problem(status, code, detail(), errors, copy, extensions);
  }

  public Problem withRetryAfter(Duration pause) {
    return withHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, pause.toSeconds())));
  }

  /** A further member of the document. */
  public Problem with(String name, Object value) {
    Map<String, Object> copy = new HashMap<>(extensions);
    copy.put(name, value);
    return new Problem(status, code, detail(), errors, headers, copy);
  }

  public HttpStatusCode status() {
    return status;
  }

  public String code() {
    return code;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }

  /** The fields that are wrong. */
  public List<FieldError> errors() {
    return errors;
  }

  /** That the answer has besides those of every problem. */
  public HttpHeaders headers() {
    return headers;
  }

  /** The document. */
  ProblemBody body() {
    HttpStatus known = HttpStatus.resolve(status.value());
    String title = known == null ? "Error" : known.getReasonPhrase();
    return new ProblemBody(
        "about:blank", title, status.value(), detail(), code, errors, extensions);
  }
}
