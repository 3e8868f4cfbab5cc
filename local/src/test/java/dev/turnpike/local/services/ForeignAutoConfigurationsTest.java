package dev.turnpike.local.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.mock.env.MockEnvironment;

class ForeignAutoConfigurationsTest {

  private static final String[] NAMES = {
    "org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration",
    "org.springdoc.core.configuration.SpringDocConfiguration",
    "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
  };

  @Test
  void theIngressHasAllOfIts() {
    assertThat(matches("ingress-api")).containsExactly(true, true, true);
  }

  @Test
  void theOthersHaveNothingThatOnlyTheIngressBringsAlong() {
    assertThat(matches("agent-workers")).containsExactly(false, false, true);
  }

  private static boolean[] matches(String service) {
    ForeignAutoConfigurations filter = new ForeignAutoConfigurations();
    filter.setEnvironment(new MockEnvironment().withProperty("spring.application.name", service));
    return filter.match(NAMES, mock(AutoConfigurationMetadata.class));
  }
}
