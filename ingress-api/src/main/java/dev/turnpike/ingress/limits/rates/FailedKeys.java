package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.limits.ClientAddress;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts API keys that are none by the address they come from and, when there were too many, does
 * not look further ones up: that costs the database a question each. A key that was good here
 * before passes, and so do signed tokens, whose check asks nobody: whoever has just logged in can
 * work, whatever others do who share the address.
 */
final class FailedKeys extends OncePerRequestFilter {
  private static final String KEY = "Bearer tp-";

  private final Counters counters;
  private final RateMeters meters;
  private final ProblemWriter problems;
  private final GoodKeys good = new GoodKeys();

  FailedKeys(Counters counters, RateMeters meters, ProblemWriter problems) {
    this.counters = counters;
    this.meters = meters;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (key == null || !key.regionMatches(true, 0, KEY, 0, KEY.length())) {
      chain.doFilter(request, response);
      return;
    }
    Subject address = Subject.of(ClientAddress.of(request));
    Verdict verdict = counters.look(LimitClass.FAILURES, address);
    if (verdict != null && !verdict.allowed() && !good.contains(key)) {
      meters.decided(verdict);
      RateHeaders.write(request, response, verdict);
      problems.write(RateHeaders.refusal(verdict, address), request, response);
      return;
    }
    chain.doFilter(request, response);
    HttpStatus status = HttpStatus.resolve(response.getStatus());
    if (status == HttpStatus.UNAUTHORIZED) {
      count(address);
    } else if (status == null || !status.is5xxServerError()) { // It may be that nobody looked.
      good.add(key);
    }
  }

  private void count(Subject address) {
    Verdict verdict = counters.take(LimitClass.FAILURES, address);
    if (verdict != null) {
      meters.decided(verdict);
    }
  }
}
