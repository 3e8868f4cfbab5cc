package dev.turnpike.ingress.limits.rates;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Counts logins by the name that is tried, known or not. The form is read here, on the thread that
 * would read it next anyway.
 */
final class AccountAttempts implements HandlerInterceptor {
  static final String PATH = "/api/v1/auth/login";
  private static final String NAME = "username";

  private final Counters counters;
  private final RateMeters meters;

  AccountAttempts(Counters counters, RateMeters meters) {
    this.counters = counters;
    this.meters = meters;
  }

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    String[] names = request.getParameterValues(NAME);
    if (request.getDispatcherType() != DispatcherType.REQUEST || names == null) {
      return true;
    }
    Subject account = Subject.ofAccount(String.join(",", names)); // As it is bound to the form.
    Verdict verdict = counters.take(LimitClass.ACCOUNT, account);
    if (verdict != null) {
      meters.decided(verdict);
      if (!verdict.allowed()) {
        RateHeaders.write(request, response, verdict);
        throw RateHeaders.refusal(verdict, account);
      }
    }
    return true;
  }
}
