package dev.turnpike.memory.eval;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user and an assistant said to each other over several sessions, and what should be known
 * of the user in the end.
 *
 * @param language its ISO 639-1 code
 * @param known what one fact each should say
 * @param also what a fact may say besides
 * @param never what no fact may say, by the reason why not
 */
record Dialogue(
    String name,
    String language,
    List<List<Turn>> sessions,
    List<Words> known,
    List<Words> also,
    Map<String, List<Words>> never,
    List<Question> questions) {

  Dialogue {
    sessions = copy(sessions).stream().map(List::copyOf).toList();
    known = copy(known);
    also = copy(also);
    never = never == null ? Map.of() : Map.copyOf(never);
    questions = copy(questions);
    if (sessions.isEmpty() || sessions.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("The dialogue %s has no turns.".formatted(name));
    }
  }

  Stream<Turn> turns() {
    return sessions.stream().flatMap(List::stream);
  }

  /**
   * One exchange.
   *
   * @param learn what a perfect model would answer, where it says more than is to be kept with what
   *     must be refused
   * @param stumbles whether that model first answers something impossible
   */
  record Turn(String user, String assistant, List<Lesson> learn, boolean stumbles) {
    Turn {
      learn = copy(learn);
      for (Lesson lesson : learn) {
        if (lesson.refused() == null && !user.contains(lesson.quote())) {
          throw new IllegalArgumentException(
              "The user did not say \"%s\" in \"%s\".".formatted(lesson.quote(), user));
        }
      }
    }
  }

  /**
   * One fact in a model's answer; where nothing else is said, it is new.
   *
   * @param replaces the known fact that it changes
   * @param removes the known fact that is no longer so
   * @param known the known fact that says it already
   * @param refused why it must not be kept
   */
  record Lesson(
      String fact,
      String quote,
      @Nullable Words replaces,
      @Nullable Words removes,
      @Nullable Words known,
      @Nullable String refused) {

    /** The known fact that it is about. */
    Optional<Words> about() {
      return Stream.of(
              Optional.ofNullable(replaces),
              Optional.ofNullable(removes),
              Optional.ofNullable(known))
          .flatMap(Optional::stream)
          .findFirst();
    }
  }

  /** What the user asks later, and what the fact that answers it says. */
  record Question(String ask, Words answer) {}

  /** What is left out in the file is empty. */
  private static <T> List<T> copy(@Nullable List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }
}
