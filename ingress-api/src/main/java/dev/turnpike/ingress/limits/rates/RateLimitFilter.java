package dev.turnpike.ingress.limits.rates;

import dev.turnpike.ingress.limits.ClientAddress;
import dev.turnpike.ingress.problem.ProblemWriter;
import dev.turnpike.ingress.tokens.Caller;
import dev.turnpike.ingress.tokens.CurrentLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts each call once, when it is known who calls, and refuses what is too much. What needs no
 * token is counted by address whether one is sent or not.
 */
final class RateLimitFilter extends OncePerRequestFilter {
  private final Counters counters;
  private final RateMeters meters;
  private final ProblemWriter problems;

  RateLimitFilter(Counters counters, RateMeters meters, ProblemWriter problems) {
    this.counters = counters;
    this.meters = meters;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    LimitClass limited = Endpoints.classOf(request);
    if (limited == null
        || (passes(limited, request, response) && passesByAddress(request, response))) {
      chain.doFilter(request, response);
      giveBackIfBusy(limited, request, response);
    }
  }

  /**
   * A node too busy to check a password answers at once and has done nothing, so its 503 must not
   * use up the few registrations and logins of an address.
   */
  private void giveBackIfBusy(
      @Nullable LimitClass limited, HttpServletRequest request, HttpServletResponse response) {
    if ((limited == LimitClass.LOGIN || limited == LimitClass.REGISTER)
        && !request.isAsyncStarted()
        && response.getStatus() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      counters.giveBack(limited, subject(limited, request));
    }
  }

  private boolean passesByAddress(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    return !counters.isLimiting(LimitClass.ADDRESS)
        || passes(LimitClass.ADDRESS, request, response);
  }

  private boolean passes(
      LimitClass limited, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Subject subject = subject(limited, request);
    Verdict verdict = counters.take(limited, subject);
    if (verdict == null) {
      return true;
    }
    meters.decided(verdict);
    if (limited != LimitClass.ADDRESS || !verdict.allowed()) {
      RateHeaders.write(request, response, verdict);
    }
    if (!verdict.allowed()) {
      problems.write(RateHeaders.refusal(verdict, subject), request, response);
    }
    return verdict.allowed();
  }

  private static Subject subject(LimitClass limited, HttpServletRequest request) {
    Optional<Subject> known =
        switch (limited.by()) {
          case LOGIN -> CurrentLogin.get().map(Subject::of);
          case CALLER -> caller().map(Subject::of);
          case ADDRESS, ADDRESS_AT_ONCE -> Optional.empty();
        };
    return known.orElseGet(() -> Subject.of(ClientAddress.of(request)));
  }

  private static Optional<Caller> caller() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    return authentication != null && authentication.getPrincipal() instanceof Caller caller
        ? Optional.of(caller)
        : Optional.empty();
  }
}
