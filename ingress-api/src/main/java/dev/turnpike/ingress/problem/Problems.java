package dev.turnpike.ingress.problem;

import dev.turnpike.ingress.views.ForeignViews;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.transaction.TransactionException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Which problem an exception is. */
final class Problems {
  private static final Pattern CAPITAL = Pattern.compile("[A-Z]");

  private Problems() {}

  static Problem of(Throwable failure) {
    return switch (failure) {
      case Problem problem -> problem;
      case CompletionException wrapped when wrapped.getCause() != null -> of(wrapped.getCause());
      case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
      case BindException invalid -> invalid(invalid);
      case MissingServletRequestParameterException missing ->
          Problem.invalid(missing.getParameterName(), "is required");
      case MethodArgumentTypeMismatchException wrong ->
          Problem.invalid(wrong.getName(), "has the wrong type");
      case ErrorResponse known -> known(known);
      case RequestRejectedException _ -> notHttp();
      case HttpException refused when refused.getCode() < 500 -> notHttp();
      case RejectedExecutionException _ ->
          Problem.unavailable("busy", "The service is busy: try again in a moment.");
      case DataAccessException database -> database(database);
      case TransactionException _ -> databaseAway();
      default ->
          Problem.of(
              HttpStatus.INTERNAL_SERVER_ERROR,
              "internal_error",
              "Something went wrong inside; it has been logged.");
    };
  }

  /** A body that is JSON but has the wrong shape breaks a rule; one that isn't is malformed. */
  private static Problem unreadable(HttpMessageNotReadableException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Problem problem) {
        return problem; // Met while reading the body.
      }
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof DatabindException shape && !shape.getPath().isEmpty()) {
        return Problem.invalid(JsonPaths.of(shape), JsonPaths.expectation(shape));
      }
      if (cause instanceof MismatchedInputException shape) {
        return Problem.invalid("body", JsonPaths.expectation(shape));
      }
      if (cause instanceof StreamConstraintsException) {
        return malformed("The body's JSON is nested too deeply, or a number or name is too long.");
      }
      if (cause instanceof JacksonException syntax && syntax.getLocation() != null) {
        return malformed(
            "The body is not valid JSON (line %d, column %d)."
                .formatted(syntax.getLocation().getLineNr(), syntax.getLocation().getColumnNr()));
      }
    }
    return malformed("The body is missing or can't be read.");
  }

  /** Names, values or escapes that no request may have; found out only when they are read. */
  private static Problem notHttp() {
    return Problem.of(
        HttpStatus.BAD_REQUEST,
        "bad_request",
        "The request's query, headers or form can't be read.");
  }

  private static Problem malformed(String detail) {
    return Problem.of(HttpStatus.BAD_REQUEST, "malformed_body", detail)
        .withErrors(List.of(new FieldError("body", detail)));
  }

  private static Problem invalid(BindException failure) {
    return Problem.invalid(
        failure.getFieldErrors().stream()
            .map(
                error ->
                    new FieldError(
                        onTheWire(error.getField()),
                        error.isBindingFailure()
                            ? "has the wrong type"
                            : String.valueOf(error.getDefaultMessage())))
            .sorted(Comparator.comparing(FieldError::field))
            .toList());
  }

  /** Names are in snake case there. */
  private static String onTheWire(String field) {
    return CAPITAL.matcher(field).replaceAll(match -> "_" + match.group().toLowerCase(Locale.ROOT));
  }

  private static Problem known(ErrorResponse failure) {
    HttpStatusCode status = failure.getStatusCode();
    String detail = failure.getBody().getDetail();
    Problem problem =
        Problem.of(
            status,
            switch (status.value()) {
              case 404 -> "not_found";
              case 405 -> "method_not_allowed";
              case 406 -> "not_acceptable";
              case 413 -> "body_too_large";
              case 415 -> "unsupported_media_type";
              default -> "bad_request";
            },
            detail == null ? "The request can't be answered." : detail);
    for (var header : failure.getHeaders().headerSet()) {
      problem = problem.withHeader(header.getKey(), String.join(", ", header.getValue()));
    }
    return problem;
  }

  private static Problem database(DataAccessException failure) {
    if (ForeignViews.isAbsence(failure)) {
      return Problem.unavailable(
          "not_ready", "The service that owns this data has not started yet: try again later.");
    }
    return failure instanceof TransientDataAccessException
            || failure instanceof RecoverableDataAccessException
            || failure instanceof DataAccessResourceFailureException
        ? databaseAway()
        : Problem.of(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal_error",
            "Something went wrong inside; it has been logged.");
  }

  private static Problem databaseAway() {
    return Problem.unavailable(
        "database_unavailable", "The database can't be reached: try again in a moment.");
  }
}
