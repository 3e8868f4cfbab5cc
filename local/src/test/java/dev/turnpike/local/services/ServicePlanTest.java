package dev.turnpike.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServicePlanTest {

  private final ServicePlan plan =
      new ServicePlan(ServiceKind.AGENT_WORKERS, 2, 20_001, Map.of("DATABASE_PASSWORD", "secret"));

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
    assertThat(ServiceContext.arguments(plan))
        .contains("--DATABASE_PASSWORD=secret", "--SERVER_PORT=20001");
  }
}
