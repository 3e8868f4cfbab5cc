package dev.turnpike.memory.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DialogueSetTest {

  @TempDir private Path folder;

  @Test
  void theCommittedOnesAreManyInManyLanguages() {
    var all = DialogueSet.committed().all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(40);
    assertThat(all.stream().map(Dialogue::language).collect(Collectors.toSet()))
        .contains("en", "de", "fr", "es", "it", "pt", "pl", "ja");
    assertThat(all.stream().filter(dialogue -> dialogue.sessions().size() > 1).count())
        .isGreaterThanOrEqualTo(20);
  }

  /** Else the set would demand what it gives no answer to, or forbid what it demands. */
  @Test
  void aPerfectAnswerScoresPerfectly() {
    for (Dialogue dialogue : DialogueSet.committed().all()) {
      var facts = new ArrayList<String>();
      dialogue.turns().flatMap(turn -> turn.learn().stream()).forEach(l -> apply(l, facts));
      var answers = dialogue.questions().stream().map(_ -> List.copyOf(facts)).toList();
      var score = Marker.mark(new Outcome(dialogue, facts, List.of(), answers, 0));
      var about = "%s with %s".formatted(dialogue.name(), facts);
      assertThat(score.recall()).as("recall of %s", about).isEqualTo(1);
      assertThat(score.precision()).as("precision of %s", about).isEqualTo(1);
      assertThat(score.forbidden()).as("forbidden facts of %s", about).isEmpty();
      assertThat(score.duplicates()).as("duplicates of %s", about).isZero();
      assertThat(score.answerable()).as("answers of %s", about).isEqualTo(score.questions());
    }
  }

  private static void apply(Dialogue.Lesson lesson, List<String> facts) {
    if (lesson.refused() != null || facts.contains(lesson.fact())) {
      return;
    }
    lesson
        .about()
        .ifPresent(
            about ->
                assertThat(facts.stream().filter(about::in))
                    .as("what \"%s\" is about", lesson.fact())
                    .hasSize(1));
    if (lesson.known() != null) {
      return;
    }
    lesson.about().ifPresent(about -> facts.removeIf(about::in));
    if (lesson.removes() == null) {
      facts.add(lesson.fact());
    }
  }

  @Test
  void aFileIsACategory() throws Exception {
    var file = folder.resolve("mine.yml");
    Files.writeString(
        file,
        """
        - name: one
          language: en
          sessions:
          - - {user: I like tea., assistant: Fine., learn: [{fact: The user likes tea., quote: I like tea}]}
          known: [tea]
          questions: [{ask: "What do I like?", answer: tea}]
        """);
    var set = DialogueSet.of(file);
    assertThat(set.categories()).containsOnlyKeys("mine");
    var dialogue = set.all().getFirst();
    assertThat(dialogue.questions().getFirst().answer().in("The user likes tea.")).isTrue();
    assertThat(dialogue.never()).isEmpty();
  }

  @Test
  void whatIsWrongIsSaid() {
    assertThatThrownBy(() -> DialogueSet.of(folder.resolve("none.yml")))
        .isInstanceOf(EvaluationRefusal.class)
        .hasMessageContaining("none.yml can't be read");
    assertThatThrownBy(
            () ->
                DialogueSet.parse(
                    "- {name: a, langauge: en, sessions: [[{user: a, assistant: b}]]}", "x.yml"))
        .hasMessageContaining("x.yml is no list of dialogues")
        .hasMessageContaining("langauge");
    var unsaid =
        """
        - name: one
          language: en
          sessions:
          - - {user: I like tea., assistant: Fine., learn: [{fact: The user likes ale., quote: I like ale}]}
        """;
    assertThatThrownBy(() -> DialogueSet.parse(unsaid, "x.yml"))
        .hasMessageContaining("The user did not say \"I like ale\"");
    assertThat(DialogueSet.parse("[]", "x.yml")).isEqualTo(List.of());
  }
}
