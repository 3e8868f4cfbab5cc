package dev.turnpike.ingress.limits.rates;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/** Which class a call belongs to. */
final class Endpoints {
  private Endpoints() {}

  /**
   * By the decoded path, as the one that chooses the controller sees it too.
   *
   * @return null for what is never limited: the probes, which cost no more than a refusal would
   */
  static @Nullable LimitClass classOf(HttpServletRequest request) {
    String info = request.getPathInfo();
    String path = request.getServletPath();
    return classOf(request.getMethod(), info == null ? path : path + info);
  }

  static @Nullable LimitClass classOf(String method, String path) {
    if (isEnding(method, path)) {
      return LimitClass.ENDINGS;
    }
    return switch (path) {
      case "", "/" -> LimitClass.ROOT;
      case "/health", "/api/v1/health" -> LimitClass.HEALTH;
      case "/health/liveness", "/health/readiness" -> null;
      case "/metrics" -> LimitClass.METRICS;
      case "/api/v1/auth/login" -> LimitClass.LOGIN;
      case "/api/v1/auth/register" -> LimitClass.REGISTER;
      // Whether the answer is streamed stands in the body, which nobody has read yet.
      case "/api/v1/chatbot/chat", "/v1/chat/completions", "/v1/responses" -> LimitClass.CHAT;
      case "/api/v1/chatbot/chat/stream", "/api/v1/chatbot/evaluation" -> LimitClass.STREAM;
      case "/api/v1/chatbot/messages" -> LimitClass.MESSAGES;
      default -> isAboutSessions(method, path) ? LimitClass.SESSIONS : classOfFamily(path);
    };
  }

  private static boolean isEnding(String method, String path) {
    return switch (method) {
      case "POST" -> path.equals("/api/v1/auth/logout");
      case "DELETE" ->
          path.equals("/api/v1/auth/user")
              || path.startsWith("/api/v1/auth/session/")
              || path.startsWith("/api/v1/auth/api-keys/");
      default -> false;
    };
  }

  private static boolean isAboutSessions(String method, String path) {
    String one = "/api/v1/auth/session/";
    return switch (method) {
      case "GET", "HEAD" ->
          path.equals("/api/v1/auth/user")
              || path.equals("/api/v1/auth/sessions")
              || path.startsWith("/api/v1/auth/sessions/")
              || (path.startsWith(one) && path.endsWith("/turns"));
      case "PATCH" -> path.startsWith(one);
      default -> false;
    };
  }

  private static LimitClass classOfFamily(String path) {
    if (path.startsWith("/api/v1/turns/") || path.startsWith("/v1/responses/")) {
      return LimitClass.TURNS;
    }
    if (path.equals("/v1/models") || path.startsWith("/v1/models/")) {
      return LimitClass.MODELS;
    }
    if (isAboutMemory(path)) {
      return LimitClass.MEMORIES;
    }
    if (path.equals("/api/v1/analytics") || path.startsWith("/api/v1/analytics/")) {
      return LimitClass.ANALYTICS;
    }
    if (path.equals("/console") || path.startsWith("/console/") || path.startsWith("/webjars/")) {
      return LimitClass.CONSOLE;
    }
    if (path.startsWith("/api/v1/operations/")) {
      return LimitClass.OPERATIONS;
    }
    boolean docs =
        path.equals("/docs")
            || path.startsWith("/swagger-ui/")
            || path.startsWith("/api/v1/openapi.json");
    return docs ? LimitClass.DOCS : LimitClass.OTHERS;
  }

  private static boolean isAboutMemory(String path) {
    return path.equals("/api/v1/memories")
        || path.startsWith("/api/v1/memories/")
        || (path.startsWith("/api/v1/auth/session/") && path.endsWith("/memory"));
  }
}
