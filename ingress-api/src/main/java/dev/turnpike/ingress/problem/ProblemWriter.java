package dev.turnpike.ingress.problem;

import dev.turnpike.ingress.requests.RequestIds;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, whatever the client said that it accepts. */
@Component
public final class ProblemWriter {
  private static final Logger log = LoggerFactory.getLogger(ProblemWriter.class);

  private final JsonMapper json;
  private final List<ProblemForm> forms;

  ProblemWriter(JsonMapper json, List<ProblemForm> forms) {
    this.json = json;
    this.forms = List.copyOf(forms);
  }

  /** Whatever went wrong, as a problem. */
  public void write(Throwable failure, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Problem problem = Problems.of(failure);
    if (problem.status().value() == 500) {
      log.atError().setCause(failure).log("Request failed unexpectedly");
    }
    write(problem, request, response);
  }

  /** Does nothing to a response that is on its way already. */
  public void write(Problem refusal, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    Problem problem = named(refusal, request);
    for (ProblemForm form : forms) {
      if (form.isFor(request)) {
        String type = MediaType.APPLICATION_JSON_VALUE;
        write(problem, form.status(problem), type, form.body(problem), response);
        return;
      }
    }
    String type = MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    write(problem, problem.status().value(), type, problem.body(), response);
  }

  private static Problem named(Problem problem, HttpServletRequest request) {
    Object id = request.getAttribute(RequestIds.ATTRIBUTE);
    return id == null ? problem : problem.with("request_id", id);
  }

  private void write(
      Problem problem, int status, String type, Object document, HttpServletResponse response)
      throws IOException {
    byte[] body = json.writeValueAsBytes(document);
    response.resetBuffer();
    response.setStatus(status);
    problem
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    response.setCharacterEncoding((String) null); // JSON has one; a stream's would stay.
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
