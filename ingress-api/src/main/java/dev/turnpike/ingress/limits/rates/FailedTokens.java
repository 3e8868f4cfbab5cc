package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.limits.ClientAddress;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts tokens and keys that are none by the address they come from, and does not even look at
 * further ones when there were too many: looking costs more than refusing. A token that was good a
 * moment ago passes, so that nobody can shut out those who share an address with them.
 */
final class FailedTokens extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final Counters counters;
  private final RateMeters meters;
  private final ProblemWriter problems;
  private final GoodTokens good = new GoodTokens();

  FailedTokens(Counters counters, RateMeters meters, ProblemWriter problems) {
    this.counters = counters;
    this.meters = meters;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    @Nullable String token = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (token == null || !token.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      chain.doFilter(request, response);
      return;
    }
    Subject address = Subject.of(ClientAddress.of(request));
    Verdict verdict = counters.look(LimitClass.FAILURES, address);
    if (verdict != null && !verdict.allowed() && !good.contains(token)) {
      meters.decided(verdict);
      RateHeaders.write(request, response, verdict);
      problems.write(RateHeaders.refusal(verdict, address), request, response);
      return;
    }
    chain.doFilter(request, response);
    if (response.getStatus() != HttpStatus.UNAUTHORIZED.value()) {
      good.add(token);
    } else {
      count(address);
    }
  }

  private void count(Subject address) {
    Verdict verdict = counters.take(LimitClass.FAILURES, address);
    if (verdict != null) {
      meters.decided(verdict);
    }
  }
}
