package dev.turnpike.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.events.CompletedTurn;
import dev.turnpike.local.folder.Checkout;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class MemoryBenchTest {
  @TempDir private Path folder;

  @Test
  void recallsAreTimedWithTheirParts() throws Exception {
    PGSimpleDataSource database = database();
    FactFill fill = new FactFill(database, 384);
    fill.add("other", 20);
    fill.add("user", 30);
    fill.analyze();

    RecallTimes times = new RecallMeasure(database).measure("user", 30, false, 3, 20);

    assertThat(times.facts()).isEqualTo(30);
    assertThat(times.embedding().p50()).isPositive().isLessThanOrEqualTo(times.whole().p50());
    assertThat(times.search().p50()).isPositive().isLessThanOrEqualTo(times.whole().p50());
    assertThat(times.whole().p99()).isGreaterThanOrEqualTo(times.whole().p95());
  }

  @Test
  void longMessagesHaveAHundredWords() {
    assertThat(RecallMeasure.longMessage(3).split(" ")).hasSizeBetween(90, 130);
  }

  @Test
  void everyUserHasAsManyTurnsAndTellsNewThings() {
    List<CompletedTurn> turns =
        IntStream.range(0, 20).mapToObj(i -> EndedTurns.turn("run", i, 5)).toList();

    assertThat(turns).extracting(CompletedTurn::getTurnId).doesNotHaveDuplicates();
    assertThat(turns).filteredOn(turn -> turn.getUserId().equals("run-3")).hasSize(4);
    assertThat(EndedTurns.turn("run", 7, 5).getTurnId()).isEqualTo(turns.get(7).getTurnId());
    assertThat(IntStream.range(0, 4).mapToObj(EndedTurns::text)).doesNotHaveDuplicates();
  }

  @Test
  void saysWhatMemoryCosts() throws IOException {
    RecallTimes.Part part = new RecallTimes.Part(1.234, 5.678, 9.99);
    MemoryResult result =
        new MemoryResult(
            "sample",
            Instant.parse("2026-01-02T03:04:05Z"),
            new Checkout("0123456789abcdef", false),
            new Machine("Processor", 2, 24_000, "Linux 6", "Vendor 25"),
            "an own system",
            20_000,
            1_000,
            List.of(new RecallTimes("10 words", 1_000, part, part, part)),
            new LearningMeasure.Learning(
                5_000, 500, 50, 100, 7_000, Map.of("memory-extractor-1", 4.5), 0.25));

    Path table = result.write(folder);

    assertThat(Files.readString(table))
        .contains(
            "beside 20,000 facts of others",
            "| 10 words | 1,000 | 1.2 / **5.7** / 10.0 | 1.2 / **5.7** / 10.0 | 1.2 / **5.7** / 10.0 |",
            "| **turns/s of one extractor** | 100.00 |",
            "| CPU ms a turn: memory-extractor-1 | 4.50 |");
    assertThat(folder.resolve("2026-01-02-sample-memory.json")).isNotEmptyFile();
  }

  private static PGSimpleDataSource database() {
    TestDatabase database = TestPlatform.shared().newDatabase();
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setUser(database.user());
    source.setPassword(database.password());
    Flyway.configure()
        .dataSource(source)
        .schemas("memory")
        .locations("classpath:db/memory")
        .load()
        .migrate();
    return source;
  }
}
