package dev.turnpike.ingress.http;

import dev.turnpike.ingress.problem.Problem;
import dev.turnpike.ingress.problem.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets no body through that could be read in more than one way: of a request that can have none, of
 * a type that is none, or in another encoding than UTF-8.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class ReadableBody extends OncePerRequestFilter {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

  private final ProblemWriter writer;

  ReadableBody(ProblemWriter writer) {
    this.writer = writer;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    @Nullable String type = request.getContentType();
    if (type != null && !isType(type)) {
      writer.write(noType(), request, response);
    } else if (hasBody && WITHOUT_BODY.contains(request.getMethod())) {
      writer.write(noBody(request.getMethod()), request, response);
    } else {
      chain.doFilter(hasBody && !isForm(type) ? new Utf8Request(request) : request, response);
    }
  }

  private static boolean isType(String type) {
    try {
      MediaType parsed = MediaType.parseMediaType(type);
      return parsed.isConcrete() && !parsed.getType().equals("multipart"); // No uploads here.
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  /** Those are decoded by the server, which refuses everything else than UTF-8. */
  private static boolean isForm(@Nullable String type) {
    return type != null
        && MediaType.APPLICATION_FORM_URLENCODED.isCompatibleWith(MediaType.parseMediaType(type));
  }

  private static Problem noType() {
    return Problem.of(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        "unsupported_media_type",
        "The Content-Type is none that is taken anywhere here: send one such as application/json.");
  }

  private static Problem noBody(String method) {
    return Problem.of(
        HttpStatus.BAD_REQUEST, "bad_request", "A %s takes no body.".formatted(method));
  }
}
