package dev.turnpike.ingress.memories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.ApiClient;
import dev.turnpike.ingress.ApiClient.Answer;
import dev.turnpike.ingress.ApiClient.Visitor;
import dev.turnpike.ingress.RunningIngress;
import dev.turnpike.testing.TestPlatform;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** While no memory extractor has ever run on the database. */
class AbsentMemoryTest {
  private static RunningIngress ingress;
  private static ApiClient api;
  private static Visitor visitor;

  @BeforeAll
  static void start() {
    TestPlatform platform = TestPlatform.shared();
    ingress =
        RunningIngress.startWithoutViews(
            platform.bootstrapServers(), platform.newDatabase(), Map.of());
    api = ingress.client();
    visitor = api.visitor();
  }

  @AfterAll
  static void stop() {
    ingress.close();
  }

  @Test
  void nothingIsRemembered() {
    assertThat(get("/memories").body().path("memories")).isEmpty();
    assertThat(get("/memories").status()).isEqualTo(200);
    assertThat(get("/memories/search?q=me").body().path("memories")).isEmpty();
    assertThat(get("/memories/" + UUID.randomUUID() + "/history").status()).isEqualTo(404);
  }

  @Test
  void switchingOffIsNotPromised() {
    assertThat(get("/memories/settings").body().path("enabled").asBoolean()).isTrue();
    assertThat(put(true).status()).isEqualTo(200);

    Answer answer = put(false);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body().path("code").asString()).isEqualTo("not_ready");
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void sessionsAreAsEver() {
    assertThat(get("/auth/sessions").body().at("/0/memory").asBoolean()).isTrue();
  }

  @Test
  void deletingWaitsForTheOwner() {
    assertThat(api.delete("/api/v1/memories", visitor.userToken()).status()).isEqualTo(503);
  }

  private static Answer get(String path) {
    return api.get("/api/v1" + path, visitor.userToken());
  }

  private static Answer put(boolean enabled) {
    return api.send(
        "PUT",
        "/api/v1/memories/settings",
        visitor.userToken(),
        "application/json",
        BodyPublishers.ofString("{\"enabled\":%s}".formatted(enabled)));
  }
}
