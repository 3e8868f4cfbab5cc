package dev.turnpike.memory.eval;

import dev.turnpike.memory.extraction.PersistentTeacher;
import dev.turnpike.memory.recall.MemoryRecall;
import dev.turnpike.memory.recall.RecalledFact;
import dev.turnpike.memory.recall.Recollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes part in dialogues: learns from their turns as the service does, then is questioned. */
final class Pupil {

  private static final String FACTS =
      "select text from memory.facts where user_id = :user order by learned_at, memory_id";

  private static final String HISTORY =
      """
      select c.* from memory.changes c join memory.learned_turns t using (turn_id)
      where c.user_id = :user order by t.source_offset, c.change_index
      """;

  private final PersistentTeacher teacher;
  private final MemoryRecall recall;
  private final JdbcClient jdbc;

  Pupil(PersistentTeacher teacher, MemoryRecall recall, JdbcClient jdbc) {
    this.teacher = teacher;
    this.recall = recall;
    this.jdbc = jdbc;
  }

  Outcome take(Dialogue dialogue) throws InterruptedException {
    int failed = 0;
    var said = new HashMap<UUID, String>();
    var turns = dialogue.turns().toList();
    var scripted = ScriptedTurns.of(dialogue);
    for (int i = 0; i < turns.size(); i++) {
      said.put(scripted.get(i).turn().getTurnId(), turns.get(i).user());
      failed += teacher.learn(scripted.get(i)).isPresent() ? 1 : 0;
    }
    var user = ScriptedTurns.user(dialogue);
    var answers = new ArrayList<List<String>>();
    for (Dialogue.Question question : dialogue.questions()) {
      answers.add(recalled(user, question.ask()));
    }
    return new Outcome(dialogue, facts(user), history(user, said), answers, failed);
  }

  /**
   * A recall that failed says nothing about what is remembered, so there is no score without it.
   */
  private List<String> recalled(String user, String question) {
    return switch (recall.recall(user, question)) {
      case Recollection.Found(var facts) -> facts.stream().map(RecalledFact::text).toList();
      case Recollection.Failed(String reason) ->
          throw new IllegalStateException("A recall failed: " + reason);
    };
  }

  private List<String> facts(String user) {
    return jdbc.sql(FACTS)
        .param("user", user)
        .query((row, _) -> orEmpty(row.getString("text")))
        .list();
  }

  private List<Outcome.Change> history(String user, Map<UUID, String> said) {
    return jdbc.sql(HISTORY)
        .param("user", user)
        .query(
            (row, _) ->
                new Outcome.Change(
                    row.getString("kind"),
                    orEmpty(row.getString("text")),
                    orEmpty(row.getString("previous")),
                    row.getString("quote"),
                    said.getOrDefault(row.getObject("turn_id", UUID.class), "")))
        .list();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
