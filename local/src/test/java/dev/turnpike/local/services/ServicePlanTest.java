package dev.turnpike.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class ServicePlanTest {

  private final ServicePlan plan =
      new ServicePlan(
          ServiceKind.AGENT_WORKERS,
          2,
          20_001,
          Map.of("DATABASE_PASSWORD", "secret", "TURNPIKE_INGRESS_MODELS", "sim*"));

  @Test
  void itsNameIsThatOfItsLogsAndPidFile() {
    assertThat(plan.name()).isEqualTo("agent-workers-2");
    assertThat(plan.url()).isEqualTo("http://localhost:20001");
  }

  @Test
  void itsTextHoldsNoSecret() {
    assertThat(plan).asString().doesNotContain("secret");
  }

  @Test
  void aContextGetsTheSettingsAndItsPortWithPriorityOverTheEnvironment() {
    MockEnvironment environment = new MockEnvironment();
    environment.setProperty("server.port", "${SERVER_PORT:1}");
    ServiceContext.configure(environment, plan);

    assertThat(environment.getProperty("DATABASE_PASSWORD")).isEqualTo("secret");
    assertThat(environment.getProperty("server.port")).isEqualTo("20001");
    assertThat(environment.getProperty("HOSTNAME")).isEqualTo("agent-workers-2");
    assertThat(Binder.get(environment).bind("turnpike.ingress.models", String[].class).get())
        .containsExactly("sim*");
  }
}
