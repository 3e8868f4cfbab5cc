package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.RunningIngress;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class EndpointsTest {
  private static final Map<String, String> CLASSES =
      Map.ofEntries(
          Map.entry("/", "root"),
          Map.entry("/health", "health"),
          Map.entry("/api/v1/health", "health"),
          Map.entry("/health/liveness", "none"),
          Map.entry("/health/readiness", "none"),
          Map.entry("/api/v1/auth/login", "login"),
          Map.entry("/api/v1/auth/register", "register"),
          Map.entry("/api/v1/chatbot/chat", "chat"),
          Map.entry("/api/v1/chatbot/chat/stream", "stream"),
          Map.entry("/api/v1/chatbot/evaluation", "stream"),
          Map.entry("/api/v1/chatbot/messages", "messages"),
          Map.entry("/api/v1/turns/{id}", "turns"),
          Map.entry("/api/v1/turns/{id}/stream", "turns"),
          Map.entry("/api/v1/turns/{id}/scores", "turns"),
          Map.entry("/api/v1/turns/{id}/cancel", "turns"),
          Map.entry("/v1/chat/completions", "chat"),
          Map.entry("/v1/responses", "chat"),
          Map.entry("/v1/responses/{id}", "turns"),
          Map.entry("/v1/responses/{id}/cancel", "turns"),
          Map.entry("/v1/models", "models"),
          Map.entry("/v1/models/{*id}", "models"),
          Map.entry("/api/v1/memories", "memories"),
          Map.entry("/api/v1/memories/search", "memories"),
          Map.entry("/api/v1/memories/settings", "memories"),
          Map.entry("/api/v1/memories/{id}", "memories"),
          Map.entry("/api/v1/memories/{id}/history", "memories"),
          Map.entry("/api/v1/auth/session/{id}/memory", "memories"),
          Map.entry("/api/v1/analytics/{*report}", "analytics"),
          Map.entry("/api/v1/operations/overview", "operations"),
          Map.entry("/api/v1/operations/workers", "operations"),
          Map.entry("/api/v1/operations/models", "operations"),
          Map.entry("/api/v1/operations/dead-letters", "operations"),
          Map.entry("/api/v1/operations/dead-letters/{topic}/{partition}/{offset}", "operations"),
          Map.entry(
              "/api/v1/operations/dead-letters/{topic}/{partition}/{offset}/redrive", "operations"),
          Map.entry("/api/v1/openapi.json", "docs"),
          Map.entry("/api/v1/openapi.json.yaml", "docs"),
          Map.entry("/api/v1/openapi.json/swagger-config", "docs"),
          Map.entry("/docs", "docs"),
          Map.entry("/api/v1/auth/sessions", "sessions"),
          Map.entry("/api/v1/auth/session/{id}/name", "sessions"),
          Map.entry("/api/v1/auth/logout", "endings"),
          Map.entry("/api/v1/auth/user", "endings, sessions"),
          Map.entry("/api/v1/auth/sessions/search", "sessions"),
          Map.entry("/api/v1/auth/session/{id}/turns", "sessions"),
          Map.entry("/api/v1/auth/session/{id}", "endings"),
          Map.entry("/api/v1/auth/api-keys/{id}", "endings"));

  /** Whoever adds an endpoint decides here that it may be called 50 times an hour, or above. */
  private static final Set<String> OTHERS =
      Set.of("/error", "/api/v1/auth/session", "/api/v1/auth/api-keys", "/api/v1/usage");

  @Test
  void everyEndpointHasAClass() {
    try (RunningIngress ingress = RunningIngress.start(Map.of())) {
      Map<String, String> found = new TreeMap<>();
      Set<String> others = new TreeSet<>();
      ingress
          .context()
          .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
          .getHandlerMethods()
          .keySet()
          .forEach(mapping -> sort(mapping, found, others));
      assertThat(others)
          .as("endpoints in the class of all others: give them one in Endpoints, or name them here")
          .isSubsetOf(OTHERS);
      assertThat(CLASSES).containsAllEntriesOf(found);
      assertThat(ingress.client().get("/", null).header("RateLimit-Limit"))
          .as("nothing is limited with a factor of 0")
          .isEmpty();
    }
  }

  @Test
  void knowsWhatHasNoController() {
    assertThat(Endpoints.classOf("GET", "/metrics")).isEqualTo(LimitClass.METRICS);
    assertThat(Endpoints.classOf("GET", "/swagger-ui/index.html")).isEqualTo(LimitClass.DOCS);
    assertThat(Endpoints.classOf("GET", "/console")).isEqualTo(LimitClass.CONSOLE);
    assertThat(Endpoints.classOf("GET", "/console/main.js")).isEqualTo(LimitClass.CONSOLE);
    assertThat(Endpoints.classOf("GET", "/webjars/marked/x.js")).isEqualTo(LimitClass.CONSOLE);
    assertThat(Endpoints.classOf("GET", "/api/v1/analytics")).isEqualTo(LimitClass.ANALYTICS);
    assertThat(Endpoints.classOf("GET", "/nothing")).isEqualTo(LimitClass.OTHERS);
    assertThat(Endpoints.classOf("GET", "")).isEqualTo(LimitClass.ROOT);
    assertThat(Endpoints.classOf("GET", "/api/v1/auth/api-keys/1")).isEqualTo(LimitClass.OTHERS);
    assertThat(Endpoints.classOf("POST", "/api/v1/auth/session")).isEqualTo(LimitClass.OTHERS);
  }

  private static void sort(
      RequestMappingInfo mapping, Map<String, String> found, Set<String> others) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    String method = methods.isEmpty() ? "GET" : methods.iterator().next().name();
    for (String path : mapping.getPatternValues()) {
      LimitClass limited = Endpoints.classOf(method, path);
      if (limited == LimitClass.OTHERS) {
        others.add(path);
      } else {
        found.merge(
            path,
            limited == null ? "none" : limited.label(),
            (one, other) ->
                Stream.of(one, other).distinct().sorted().collect(Collectors.joining(", ")));
      }
    }
  }
}
