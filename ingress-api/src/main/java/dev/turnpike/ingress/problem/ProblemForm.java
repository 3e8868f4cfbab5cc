package dev.turnpike.ingress.problem;

import jakarta.servlet.http.HttpServletRequest;

/** Another shape than RFC 9457's, for clients that know only that. */
public interface ProblemForm {
  /** Whether the answer to this request has this shape. */
  boolean isFor(HttpServletRequest request);

  /** What stands for the problem's own status. */
  int status(Problem problem);

  /** What is written as JSON. */
  Object body(Problem problem);
}
