package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Footprint;
import org.junit.jupiter.api.Test;

class RestTest {
  private final Case one = Case.of(2);

  @Test
  void whatIsStillHeldIsSeen() {
    one.leftovers.add(new Leftover("claims of turns", 0, ""));
    assertThat(one.verdict(new NothingLeftBehind()).kept()).isTrue();
    one.leftovers.add(new Leftover("locks", 2, "advisory lock of process 7"));
    assertThat(one.verdict(new NothingLeftBehind()).violations())
        .containsExactly("2 locks, such as advisory lock of process 7");
  }

  @Test
  void aProcessThatGrowsIsSeenIfItWasThereAllTheTime() {
    Footprint small = new Footprint(300, 320, 60, 100, 192);
    Footprint big = new Footprint(300, 320, 160, 400, 192);
    one.processes.add(new ProcessLife("ingress-api-1", 7, small, big, small, true));
    one.processes.add(new ProcessLife("ingress-api-2", 8, small, big, big, false));
    assertThat(one.verdict(new NothingLeftBehind()).kept()).isTrue();
    one.processes.add(new ProcessLife("ingress-api-2", 9, small, big, big, true));
    assertThat(one.verdict(new NothingLeftBehind()).violations())
        .hasSize(2)
        .anyMatch(each -> each.contains("ingress-api-2 (process 9) has more threads"))
        .anyMatch(each -> each.contains("has more open files and sockets"));
    assertThat(one.verdict(new NothingLeftBehind()).measured())
        .isEqualTo(
            "0 held; 100 (ingress-api-2) more threads, 300 (ingress-api-2) more files"
                + " in 2 processes that stayed");
  }

  @Test
  void howManyMoreFilesThereMayBeIsMeasuredByWhatThereWasBefore() {
    one.processes.add(grown("broker-1", 600, 900));
    one.processes.add(grown("agent-workers-1", 150, 250));
    one.processes.add(grown("turn-analytics-1", 300, 550));
    assertThat(one.verdict(new NothingLeftBehind()).kept()).isTrue();
    one.processes.add(grown("broker-2", 600, 901));
    one.processes.add(grown("agent-workers-2", 150, 251));
    one.processes.add(grown("turn-analytics-2", 300, 551));
    assertThat(one.verdict(new NothingLeftBehind()).violations()).hasSize(3);
  }

  private static ProcessLife grown(String name, int before, int after) {
    Footprint first = new Footprint(300, 320, 60, before, 192);
    Footprint last = new Footprint(300, 320, 60, after, 192);
    return new ProcessLife(name, 7, first, last, last, true);
  }
}
