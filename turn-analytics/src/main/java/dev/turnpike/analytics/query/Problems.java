package dev.turnpike.analytics.query;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** What can't be answered, as RFC 9457 tells it. */
@RestControllerAdvice
class Problems {

  private static final String RETRY_SECONDS = "2";

  @ExceptionHandler
  ResponseEntity<ProblemDetail> bad(BadQuestion bad) {
    return ResponseEntity.badRequest()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem(HttpStatus.BAD_REQUEST, "invalid_request", bad));
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> nobody(NobodyAnswers nobody) {
    return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
        .header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(problem(HttpStatus.SERVICE_UNAVAILABLE, "analytics_unavailable", nobody));
  }

  private static ProblemDetail problem(HttpStatus status, String code, Exception failure) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(status, String.valueOf(failure.getMessage()));
    problem.setProperty("code", code);
    return problem;
  }
}
