package dev.turnpike.judge.rejudge;

import dev.turnpike.judge.scoring.UnannouncedScores;
import dev.turnpike.judge.verdict.Assignment;
import dev.turnpike.models.Models;
import dev.turnpike.models.Tokenizer;
import dev.turnpike.platform.turns.DeliveredTurn;
import dev.turnpike.platform.turns.Stretch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Goes over the log once and changes nothing: counts what there is to judge, and estimates. */
final class Survey {

  /** Tokens of a verdict where none has been stored. */
  private static final long VERDICT = 100;

  private static final String VERDICTS =
      """
      select cast(coalesce(avg(output_tokens), :otherwise) as bigint) from (
        select output_tokens from judge.scores
        where rubric = :rubric and judge_model = :judge limit 1000) as verdicts
      """;

  private final Models models;
  private final JdbcClient jdbc;
  private final Selection selection;
  private final Map<Tokenizer, TextSizes> sizes = new HashMap<>();
  private final Map<Assignment, Tally> tallies = new LinkedHashMap<>();
  private long turns;

  Survey(Models models, JdbcClient jdbc, Selection selection) {
    this.models = models;
    this.jdbc = jdbc;
    this.selection = selection;
  }

  Plan plan(TurnBatches batches, Stretch stretch, RejudgeListener listener)
      throws InterruptedException {
    selection.assignments().forEach(each -> tallies.put(each, tally(each)));
    batches.read(stretch, this::add, read -> listener.counting(read, stretch.length()));
    return new Plan(
        turns,
        batches.unreadable(),
        tallies.values().stream().map(tally -> tally.plan(models)).toList(),
        new UnannouncedScores(jdbc).count());
  }

  private Tally tally(Assignment assignment) {
    var rubric = assignment.rubric();
    long answer =
        jdbc.sql(VERDICTS)
            .param("otherwise", VERDICT)
            .param("rubric", rubric.name())
            .param("judge", assignment.model())
            .query(Long.class)
            .single();
    return new Tally(assignment, tokenizer(assignment).count(rubric.instructions()), answer);
  }

  private void add(List<DeliveredTurn> batch) {
    turns += batch.size();
    for (var choice : selection.of(batch)) {
      var tally = tallies.get(choice.assignment());
      if (tally != null) {
        tally.add(choice.fate(), material(choice));
      }
    }
  }

  private long material(Choice choice) {
    return choice.fate() == Choice.Fate.LACKING
        ? sizes
            .computeIfAbsent(tokenizer(choice.assignment()), TextSizes::new)
            .tokens(choice.delivered().turn())
        : 0;
  }

  private Tokenizer tokenizer(Assignment assignment) {
    return models.model(assignment.model()).tokenizer();
  }
}
