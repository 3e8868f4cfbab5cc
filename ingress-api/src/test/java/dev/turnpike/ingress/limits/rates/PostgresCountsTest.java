package dev.turnpike.ingress.limits.rates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.ingress.limits.rates.CountTable.Change;
import dev.turnpike.ingress.limits.rates.CountTable.Place;
import dev.turnpike.testing.TestDatabase;
import dev.turnpike.testing.TestPlatform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresCountsTest {
  private JdbcTemplate jdbc = new JdbcTemplate();
  private PostgresCounts counts = new PostgresCounts(jdbc);

  @BeforeEach
  void migrate() {
    TestDatabase database = TestPlatform.shared().newDatabase();
    DriverManagerDataSource source =
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password());
    Flyway.configure()
        .dataSource(source)
        .schemas("ingress")
        .locations("classpath:db/ingress")
        .load()
        .migrate();
    jdbc = new JdbcTemplate(source);
    counts = new PostgresCounts(jdbc);
  }

  @Test
  void addsAndTellsTotals() {
    assertThat(counts.add(List.of(change("b", 2, 3), change("a", 1, 1), change("c", 9, 0))))
        .containsExactlyInAnyOrderEntriesOf(Map.of(new Place("a", 1), 1L, new Place("b", 2), 3L));
    assertThat(counts.add(List.of(change("a", 1, 0), change("b", 2, 4), change("b", 3, 1))))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(new Place("a", 1), 1L, new Place("b", 2), 7L, new Place("b", 3), 1L));
  }

  @Test
  void takesThePartsOfOnePlaceTogether() {
    assertThat(counts.add(List.of(change("a", 1, 2), change("a", 1, 3), change("a", 1, 0))))
        .containsExactly(Map.entry(new Place("a", 1), 5L));
    assertThat(counts.add(List.of(change("a", 1, 0), change("a", 1, 0))))
        .containsExactly(Map.entry(new Place("a", 1), 5L));
  }

  /** In whatever order the nodes bring them. */
  @Test
  void losesNothingAndNeverLocksUp() throws Exception {
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      changes.add(change("bucket-" + i, 1, 1));
    }
    try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int node = 0; node < 4; node++) {
        List<Change> own = new ArrayList<>(changes);
        Collections.rotate(own, node * 13);
        var _ =
            nodes.submit(
                () -> {
                  for (int i = 0; i < 20; i++) {
                    counts.add(own);
                  }
                });
      }
    }
    assertThat(jdbc.queryForList("select distinct count from ingress.rate_counts", Long.class))
        .containsExactly(80L);
  }

  @Test
  void deletesWhatHasExpired() {
    counts.add(
        List.of(
            new Change(new Place("a", 1), 1, 1_000),
            new Change(new Place("a", 2), 1, 2_000),
            new Change(new Place("a", 3), 1, 3_000)));
    assertThat(counts.deleteExpired(2_500, 1)).isEqualTo(1);
    assertThat(counts.deleteExpired(2_500, 10)).isEqualTo(1);
    assertThat(jdbc.queryForList("select slot from ingress.rate_counts", Long.class))
        .containsExactly(3L);
  }

  private static Change change(String bucket, long slot, int added) {
    return new Change(new Place(bucket, slot), added, 1_000);
  }
}
