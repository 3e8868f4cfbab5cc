package dev.turnpike.bench.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.bench.compare.Cost;
import dev.turnpike.bench.compare.LevelResult;
import dev.turnpike.bench.compare.Noise;
import dev.turnpike.bench.compare.Ratios;
import dev.turnpike.bench.compare.SideResult;
import dev.turnpike.bench.machine.Machine;
import dev.turnpike.bench.report.Result;
import dev.turnpike.bench.report.ResultFiles;
import dev.turnpike.bench.stats.Quantiles;
import dev.turnpike.bench.stats.Spread;
import dev.turnpike.local.folder.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckResultTest {
  private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");
  private static final Checkout CHECKOUT = new Checkout("0123456789abcdef", false);
  private static final Machine MACHINE = new Machine("Processor", 2, 24_000, "Linux 6", "Vendor");

  @TempDir private Path folder;

  @Test
  void theSameResultIsAsGoodAsTheBaseline() {
    CheckResult result = CheckResult.of(Baseline.of(measured(205, 0)), measured(205, 0));

    assertThat(result.passed()).isTrue();
    assertThat(result.better()).isFalse();
    assertThat(result.rows()).contains("✓ As good as the baseline, or better.");
  }

  @Test
  void aSlowerFirstTokenIsWorse() {
    CheckResult result = CheckResult.of(Baseline.of(measured(205, 0)), measured(230, 0));

    assertThat(result.passed()).isFalse();
    assertThat(result.rows()).anyMatch(row -> row.contains("first token p50") && row.contains("✗"));
    assertThat(result.rows()).anyMatch(row -> row.startsWith("✗ Worse than the baseline allows."));
  }

  @Test
  void aFasterOneIsWorthTakingOver() {
    CheckResult result = CheckResult.of(Baseline.of(measured(230, 0)), measured(205, 0));

    assertThat(result.passed()).isTrue();
    assertThat(result.better()).isTrue();
    assertThat(result.rows())
        .contains("Better than the baseline allows: take it over with --accept.");
  }

  @Test
  void aFailedTurnFailsTheCheckHoweverFastTheOthersWere() {
    CheckResult result = CheckResult.of(Baseline.of(measured(205, 0)), measured(201, 1));

    assertThat(result.passed()).isFalse();
    assertThat(result.rows()).contains("✗ 1 turns failed or had a wrong text.");
  }

  @Test
  void aBaselineIsReadAsItWasWritten() throws IOException {
    Path file = folder.resolve("baseline.json");
    Baseline baseline = Baseline.of(measured(205, 0));

    assertThat(Baseline.read(file)).isEmpty();
    baseline.write(file);

    assertThat(Baseline.read(file)).contains(baseline);
    assertThat(baseline.concurrency()).isEqualTo(20);
    assertThat(baseline.figures().get(Metric.FIRST_TOKEN_P50))
        .isEqualTo(new Figure(0.025, 0.02, 0.02, 2));
    assertThat(baseline.figures().get(Metric.CPU)).isEqualTo(new Figure(5, 5, 5, 2));
  }

  @Test
  void aBaselineOfAnotherFormatIsRefused() throws IOException {
    Path file = folder.resolve("baseline.json");
    Baseline.of(measured(205, 0)).write(file);
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"format\" : 1", "\"format\" : 7"));

    assertThatThrownBy(() -> Baseline.read(file)).hasMessageContaining("has format 7");
    Files.writeString(file, "{");
    assertThatThrownBy(() -> Baseline.read(file)).hasMessageContaining("is no baseline");
  }

  @Test
  void aResultsFileGivesTheLevelOfTheBaseline() throws IOException {
    Measured written = measured(205, 0);
    Path json = ResultFiles.write(folder, result(written)).json();

    Measured read = Measured.read(json, 20);

    assertThat(Baseline.figures(read.level())).isEqualTo(Baseline.figures(written.level()));
    assertThat(read.checkout()).isEqualTo(CHECKOUT);
    assertThatThrownBy(() -> Measured.read(json, 50))
        .hasMessageContaining("has no measurement with 50 at once")
        .hasMessageContaining("only with 20");
    assertThatThrownBy(() -> Measured.read(folder.resolve("none.json"), 20))
        .hasMessageContaining("There is no file");
  }

  @Test
  void resultsFromBeforePairsHadRatiosAreComparedWithoutQuartiles() throws IOException {
    Path json = ResultFiles.write(folder, result(measured(205, 0))).json();
    String without =
        Files.readString(json)
            .replaceAll("(?s),\\s*\"ratios\" : \\{[^}]*\\}", "")
            .replaceAll("\\s*\"refused\" : 0,", "");
    Files.writeString(json, without);

    Figure figure = Figure.of(Metric.RATE, Measured.read(json, 20).level());

    assertThat(figure.pairs()).isZero();
    assertThat(figure.width()).isZero();
    assertThat(figure.value()).isEqualTo(1);
  }

  @Test
  void thePictureHasEveryPair() {
    Measured measured = measured(205, 0);

    assertThat(CheckResult.of(Baseline.of(measured), measured).picture(measured))
        .contains("pair of blocks", "allowed", "CPU a token");
  }

  private static Result result(Measured measured) {
    return new Result(
        Result.FORMAT,
        measured.name(),
        measured.startedAt(),
        measured.startedAt().plusSeconds(60),
        measured.checkout(),
        measured.machine(),
        "an own system",
        measured.settings(),
        List.of(measured.level()));
  }

  private static Measured measured(double firstToken, int failed) {
    SideResult turnpike = side(firstToken, failed);
    SideResult direct = side(200, 0);
    LevelResult level =
        new LevelResult(
            20,
            turnpike,
            direct,
            new LevelResult.Added(
                turnpike.firstToken().minus(direct.firstToken()),
                turnpike.gap().minus(direct.gap()),
                turnpike.whole().minus(direct.whole()),
                new Spread(2, 4, 4.5, 5, 5.5, 6),
                new LevelResult.Quietest(1, 0.1, new Quantiles.Difference(1, 2, 3, 4))),
            1,
            new Cost(200, 100, 20, Map.of("model", 40.0), 40),
            Map.of(),
            new Noise(0.1, 0.2, 1.5, List.of(pair(), pair())),
            new LevelResult.Curves(List.of(), List.of(), List.of(), List.of()));
    return new Measured("sample", STARTED, CHECKOUT, MACHINE, Baseline.FIRST, level);
  }

  private static Noise.OfPair pair() {
    return new Noise.OfPair(5, 0.1, 0.2, new Ratios(1, 0.02, 0.02, 0.004, 5, 1));
  }

  private static SideResult side(double firstToken, int failed) {
    Quantiles first =
        new Quantiles(9, firstToken, firstToken, firstToken, firstToken, firstToken, firstToken);
    Quantiles gap = new Quantiles(9, 20, 20, 21, 22, 23, 24);
    Quantiles whole = new Quantiles(9, 1180, 1180, 1180, 1180, 1180, 1180);
    Map<String, Integer> failures = failed == 0 ? Map.of() : Map.of("wrong text", failed);
    return new SideResult(10, 0, failed, failures, 500, first, gap, whole, gap, 8, 140);
  }
}
