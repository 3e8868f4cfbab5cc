package dev.turnpike.bench.micro;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.operations.console.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every benchmark, once and in this JVM: that they run, not how fast. */
class MicroRunTest {
  private static final MicroSettings ONCE = new MicroSettings(0, 0, 1, 1, List.of());

  private final ByteArrayOutputStream output = new ByteArrayOutputStream();

  /** JMH lets one of it run on a machine at a time; here nothing is measured. */
  @BeforeAll
  static void besidesOthers() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void eachBenchmarkHasAFigureForEachChoiceOfItsParameters() {
    List<Figure> figures = run("");

    assertThat(figures)
        .extracting(Figure::benchmark)
        .containsOnly(
            "OffsetWindowBenchmark.registerAndComplete",
            "CommitMetadataBenchmark.write",
            "CommitMetadataBenchmark.read",
            "DispatchBenchmark.withoutThreads",
            "DispatchBenchmark.onVirtualThreads",
            "ModelStreamBenchmark.pieces",
            "ModelStreamBenchmark.treesRejected",
            "TokenizerBenchmark.count",
            "ReplyEventBenchmark.write",
            "ReplyEventBenchmark.writeBuiltRejected",
            "ReplyEventBenchmark.read",
            "CursorBenchmark.encode",
            "CursorBenchmark.decode",
            "NativeFramesBenchmark.byHand",
            "NativeFramesBenchmark.byMapRejected",
            "ChatChunksBenchmark.answer",
            "ReplyStreamBenchmark.tokens",
            "RoutingBenchmark.followed",
            "RoutingBenchmark.unfollowed",
            "RoutingBenchmark.unfollowedDecodedRejected",
            "TokenCheckBenchmark.session",
            "ConversationBenchmark.fitting",
            "ConversationBenchmark.countedAgainRejected");
    assertThat(figures).hasSize(4 + 2 * 4 + 2 * 3 + 11 + 3 + 3 * 2 + 2 + 2 * 2);
    assertThat(figures).filteredOn(Figure::perToken).hasSize(10 + 3 + 2);
    assertThat(figures).allMatch(figure -> figure.nanos() > 0 && figure.samples().size() == 1);
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .filteredOn(line -> line.contains(" ns "))
        .hasSameSizeAs(figures);
  }

  @Test
  void onlyThoseThatAreAskedForAreRun() {
    assertThat(run("Metadata.*read")).hasSize(4);
    assertThat(run("no such benchmark")).isEmpty();
  }

  private List<Figure> run(String only) {
    PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    return new MicroRun(ONCE, new MicroProgress(Console.plain(out))).run(Pattern.compile(only));
  }
}
