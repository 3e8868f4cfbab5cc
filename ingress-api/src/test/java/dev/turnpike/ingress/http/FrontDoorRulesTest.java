package dev.turnpike.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.platform.Deployment;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class FrontDoorRulesTest {
  private static final String GOOD =
      "5f1d7c0a94be3826f0c1a7d95e2b8463d7f09a1c6b3e58247df1c0a94be38266";
  private final MockEnvironment environment = new MockEnvironment();

  @Test
  void letsRealSettingsPass() {
    environment
        .withProperty("turnpike.ingress.tokens.secret", GOOD)
        .withProperty("turnpike.ingress.cors.origins", "https://chat.example.com");
    assertThat(new FrontDoorRules().broken(environment, Deployment.PRODUCTION)).isEmpty();
  }

  @Test
  void refusesDevelopmentSecretsAndAnyOrigin() {
    environment
        .withProperty("turnpike.ingress.tokens.secret", "x".repeat(40))
        .withProperty("turnpike.ingress.tokens.previous-secrets", GOOD + ",change-me-" + GOOD)
        .withProperty("turnpike.ingress.cors.origins", "https://chat.example.com,*");
    assertThat(new FrontDoorRules().broken(environment, Deployment.STAGING))
        .satisfiesExactly(
            secret ->
                assertThat(secret)
                    .startsWith("TURNPIKE_TOKEN_SECRET has only 1 different characters")
                    .doesNotContain("xx"),
            previous -> assertThat(previous).startsWith("TURNPIKE_TOKEN_PREVIOUS_SECRETS has the"),
            origins -> assertThat(origins).startsWith("TURNPIKE_CORS_ORIGINS is *"));
  }
}
