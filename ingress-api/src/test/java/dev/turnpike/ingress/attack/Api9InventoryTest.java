package dev.turnpike.ingress.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.Party;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * OWASP API9:2023, improper inventory management: nothing answers that the document does not name.
 * {@code ValidDocumentTest} holds the document against all mappings, both ways.
 */
class Api9InventoryTest {
  private static final Target target = Target.start();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v0/health",
        "/api/v2/health",
        "/api/v1/admin",
        "/api/v1/users",
        "/api/v1/auth/users",
        "/api/v1/debug",
        "/api/v1/internal/turns",
        "/v1/embeddings",
        "/v1/files",
        "/v2/models",
        "/v3/api-docs",
        "/graphql",
        "/h2-console",
        "/.git/HEAD",
        "/.env",
        "/ingress-api.yml",
        "/WEB-INF/web.xml",
        "/console/../ingress-api.yml",
        "/favicon.ico"
      })
  void oldAndForgottenPathsAnswerNothing(String path) {
    Party party = Party.of(target.api());
    for (String token : party.tokens().values()) {
      assertThat(target.api().get(path, token).status()).isIn(400, 404);
    }
    assertThat(target.api().get(path, null).status()).isIn(400, 401, 404);
  }

  @AfterAll
  static void stop() {
    target.close();
  }
}
