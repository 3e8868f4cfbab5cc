package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.ProcFiles;
import dev.turnpike.chaos.cluster.Incarnation;
import dev.turnpike.chaos.cluster.Incarnation.Ending;
import dev.turnpike.chaos.cluster.RunFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLeftoversTest {
  private static final long NOBODY = Long.MAX_VALUE;

  private final List<Incarnation> incarnations = new ArrayList<>();

  @TempDir private Path folder;

  @Test
  void whatWasToldToStopLeavesNothing() throws Exception {
    Incarnation stopped = process("ingress-api-1", 1, NOBODY, Ending.STOPPED);
    Files.createDirectory(stopped.temporary().resolve("onnxruntime-java16"));
    assertThat(left()).as("an empty folder is nothing").isEmpty();
    lays(stopped, "onnxruntime-java17");
    assertThat(left())
        .containsExactly(
            "1 temporary files of processes that were told to stop: "
                + "onnxruntime-java17 of ingress-api-1 (process %d)".formatted(NOBODY));
  }

  @Test
  void whatRunsHasItsOwnOnceAndNothingElse() throws Exception {
    Incarnation running = process("agent-workers-1", 2, NOBODY, Ending.NONE);
    lays(running, "onnxruntime-java17");
    lays(running, "librocksdbjni17.so");
    lays(running, "jetty-docbase.8080.17");
    lays(running, "jetty-127_0_0_1-8080-docbase-_-any-17");
    assertThat(left()).isEmpty();
    lays(running, "onnxruntime-java18");
    lays(running, "upload_17.tmp");
    assertThat(left())
        .singleElement()
        .asString()
        .startsWith("2 temporary files of processes that run, beyond their own: ");
  }

  @Test
  void whatWasKilledMayLeaveWhatItWouldHaveTakenAwayAndNothingElse() throws Exception {
    Incarnation killed = process("agent-workers-1", 1, NOBODY, Ending.CUT_OFF);
    lays(killed, "onnxruntime-java17");
    assertThat(left()).isEmpty();
    lays(killed, "upload_17.tmp");
    assertThat(left())
        .singleElement()
        .asString()
        .startsWith("1 temporary files that a kill does not account for: upload_17.tmp of");
  }

  @Test
  void halfWrittenFilesAreLeftByTheKilledAlone() throws Exception {
    writes("broker-1/log/chat.replies-0/leader-epoch-checkpoint.tmp");
    writes("analytics/turn-analytics/0_0/.checkpoint.tmp");
    writes("database/data/base/pgsql_tmp/pgsql_tmp17.0");
    writes("tmp/broker-2/1/anything.tmp");
    writes("broker-2/log/chat.replies-0/00000000000000000000.log");
    assertThat(left("broker-1", "turn-analytics-1", "database")).isEmpty();
    assertThat(left("broker-2"))
        .singleElement()
        .asString()
        .startsWith("3 half-written files of parts that were not killed: ");
  }

  @Test
  void whatIsGoneAtALaterLookWasSomebodysWork() throws Exception {
    Path checkpoint = writes("broker-1/log/recovery-point-offset-checkpoint.tmp");
    CompletableFuture<Boolean> renamed =
        CompletableFuture.supplyAsync(
            () -> checkpoint.toFile().delete(),
            CompletableFuture.delayedExecutor(
                100, TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    assertThat(look(Duration.ofMillis(50))).isEmpty();
    assertThat(renamed.join()).isTrue();
  }

  @Test
  void aDeletedFileThatIsStillOpenIsSeen() throws Exception {
    process("broker-1", 1, ProcessHandle.current().pid(), Ending.NONE);
    Path file = writes("broker-1/log/segment.log");
    try (FileChannel open = FileChannel.open(file, StandardOpenOption.READ)) {
      assertThat(open.isOpen()).isTrue();
      assertThat(heldOpen(file)).isEmpty();
      Files.delete(file);
      assertThat(heldOpen(file)).hasSize(1);
      assertThat(left()).anyMatch(each -> each.contains("deleted files that a process has open"));
    }
    assertThat(heldOpen(file)).isEmpty();
  }

  /** Of that file: this JVM may have others. */
  private static List<Path> heldOpen(Path file) {
    return ProcFiles.ofThisSystem().deletedOpenFiles(ProcessHandle.current().pid()).stream()
        .filter(file::equals)
        .toList();
  }

  private List<String> left(String... cutOff) throws InterruptedException {
    return look(Duration.ofMillis(1), cutOff);
  }

  private List<String> look(Duration between, String... cutOff) throws InterruptedException {
    return new FileLeftovers(
            new RunFiles(folder, incarnations), Set.of(cutOff), ProcFiles.ofThisSystem(), between)
        .look().stream()
            .filter(each -> each.count() > 0)
            .map(each -> "%d %s: %s".formatted(each.count(), each.what(), each.example()))
            .toList();
  }

  private Incarnation process(String name, int number, long pid, Ending ending) throws IOException {
    Path temporary = RunFiles.temporary(folder).resolve(name).resolve("" + number);
    Files.createDirectories(temporary);
    Incarnation one = new Incarnation(name, number, pid, temporary, ending);
    incarnations.add(one);
    return one;
  }

  private static void lays(Incarnation process, String name) throws IOException {
    Files.createFile(process.temporary().resolve(name));
  }

  private Path writes(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.createFile(file);
  }
}
