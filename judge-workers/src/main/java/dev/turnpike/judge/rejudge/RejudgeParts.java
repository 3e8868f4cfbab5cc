package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.scoring.Grader;
import dev.turnpike.judge.scoring.ScoreStore;
import dev.turnpike.models.Models;
import dev.turnpike.telemetry.Tracing;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a run works with.
 *
 * @param concurrentCalls how many calls to judging models run at once
 */
record RejudgeParts(
    DataSource database,
    Models models,
    ScoreStore store,
    Selection selection,
    TurnBatches batches,
    LiveJudging live,
    Grader grader,
    RunBudget budget,
    Announcer announcer,
    Tracing tracing,
    int concurrentCalls) {

  private static final String TABLES = "select to_regclass('judge.unannounced_scores') is not null";

  /**
   * @throws RejudgeRefusal when the database is not ready
   */
  void requireTables() {
    if (!jdbc().sql(TABLES).query(Boolean.class).single()) {
      throw new RejudgeRefusal(
          "The database has no tables for judging again: start judge-workers of this version once.");
    }
  }

  Survey survey() {
    return new Survey(models, jdbc(), selection);
  }

  Desk desk(Halt halt) {
    return new Desk(grader, store, budget, live, halt, tracing, concurrentCalls);
  }

  private JdbcClient jdbc() {
    return JdbcClient.create(database);
  }
}
