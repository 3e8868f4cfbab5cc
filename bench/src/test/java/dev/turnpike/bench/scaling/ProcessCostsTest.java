package dev.turnpike.bench.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessCostsTest {

  @TempDir private Path folder;

  @Test
  void theHighestConcurrencyCountsAndProcessesOfAKindTogether() throws IOException {
    var file =
        result(
            """
            {"ingress-api-1": 40, "ingress-api-2": 2.5, "agent-workers-1": 50, "broker": 30,
             "database": 20, "bench": 9}""");

    var costs = ProcessCosts.read(file, Costs.measured());

    assertThat(costs.ingress().value()).isEqualTo(42.5);
    assertThat(costs.worker().value()).isEqualTo(50);
    assertThat(costs.broker().value()).isEqualTo(30);
    assertThat(costs.database().value()).as("of a turn of 50 tokens").isEqualTo(1);
    assertThat(costs.broker().source()).isEqualTo("2026-11-23-some");
    assertThat(costs.stream()).isEqualTo(Costs.measured().stream());
  }

  @Test
  void aResultOfOneProcessIsRefused() throws IOException {
    var file = result("{\"turnpike\": 150, \"database\": 20}");

    assertThatThrownBy(() -> ProcessCosts.read(file, Costs.measured()))
        .hasMessageContaining("does not tell the processor time of ingress-api")
        .hasMessageContaining("--processes");
  }

  private Path result(String groups) throws IOException {
    return Files.writeString(
        folder.resolve("2026-11-23-some.json"),
        """
        {"settings": {"model": "sim:ttft=200,gap=20,tokens=50,text=lorem"}, "levels": [
          {"cpu": {"byGroupPer1000Tokens": {"ingress-api-1": 1}}},
          {"cpu": {"byGroupPer1000Tokens": %s}}]}
        """
            .formatted(groups));
  }
}
