package dev.turnpike.ingress.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes problems, whatever the client said that it accepts. */
@Component
public final class ProblemWriter {
  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Does nothing to a response that is on its way already. */
  public void write(Problem problem, HttpServletResponse response) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    byte[] body = json.writeValueAsBytes(problem.body());
    response.resetBuffer();
    response.setStatus(problem.status().value());
    problem
        .headers()
        .forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
    response.setCharacterEncoding((String) null); // JSON has one; a stream's would stay.
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
