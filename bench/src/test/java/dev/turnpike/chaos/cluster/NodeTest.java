package dev.turnpike.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.turnpike.chaos.cluster.Chronicle.Event;
import dev.turnpike.chaos.kernel.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final Chronicle chronicle = new Chronicle(line -> {});

  @SuppressWarnings("NullAway.Init")
  private Node node; // before each test

  @BeforeEach
  void start() {
    node = node();
    node.start();
    node.awaitReady(PATIENCE);
  }

  @AfterEach
  void end() {
    node.close();
  }

  @Test
  void whatWasKilledStaysAwayUntilItIsStarted() {
    long pid = node.pid();
    node.kill();
    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(node.isUp()).isFalse();

    node.start();
    node.awaitReady(PATIENCE);
    assertThat(node.pid()).isNotEqualTo(pid);
    assertThat(events()).containsExactly(Event.READY, Event.KILLED, Event.READY);
    assertThat(node.incarnations())
        .extracting(Incarnation::number, Incarnation::pid, Incarnation::ending)
        .containsExactly(
            tuple(1, pid, Incarnation.Ending.CUT_OFF),
            tuple(2, node.pid(), Incarnation.Ending.NONE));
    assertThat(node.incarnations())
        .allSatisfy(each -> assertThat(each.temporary()).isNotEmptyDirectory());
  }

  @Test
  void whatIsToldToStopStopsInGoodOrder() {
    node.stop();
    assertThat(folder.resolve("stopped")).hasContent("in good order");
    assertThat(node.isUp()).isFalse();
    assertThat(events()).containsExactly(Event.READY, Event.TERMINATED, Event.STOPPED);
    assertThat(node.incarnations())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.ending()).isEqualTo(Incarnation.Ending.STOPPED);
              assertThat(each.temporary()).isEmptyDirectory();
            });
  }

  @Test
  void whatIsFrozenDoesNothingUntilItGoesOn() {
    node.freeze();
    assertThat(node.isUp()).isFalse();
    await().atMost(PATIENCE).until(() -> isStopped(node.pid()));

    node.thaw();
    assertThat(node.isUp()).isTrue();
    await().atMost(PATIENCE).until(() -> !isStopped(node.pid()));
    assertThat(events()).containsExactly(Event.READY, Event.PAUSED, Event.RESUMED);
  }

  @Test
  void whatDiesUnbiddenIsAFaultAndIsStartedAgain() throws IOException {
    Files.writeString(folder.resolve("crash"), "");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(events()).containsExactly(Event.READY, Event.DIED, Event.READY));
    assertThat(chronicle.entries().get(1).note()).isEqualTo("exit status 3");
    assertThat(chronicle.entries().get(1).event().isFault()).isTrue();
  }

  private Node node() {
    return new Node(
        new JvmCommand(
            "sleeper",
            Sleeper.class,
            List.of(folder.toString()),
            "32m",
            Map.of(),
            folder,
            folder.resolve("tmp"),
            Host.LOOPBACK),
        0,
        PATIENCE,
        chronicle);
  }

  private List<Event> events() {
    return chronicle.entries().stream().map(Chronicle.Entry::event).toList();
  }

  /** As proc(5) has it: T is stopped by a signal. */
  private static boolean isStopped(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).startsWith("T");
  }
}
