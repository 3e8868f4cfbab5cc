package dev.turnpike.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {

  @Test
  void everyQuestionCarriesItsMarkerAndAsksAModelWhoseAnswerIsKnown() {
    List<Question> questions = questions(Mix.usual(Pace.QUICK));
    assertThat(questions)
        .allSatisfy(
            question -> {
              assertThat(Marker.in(question.text())).contains(question.marker());
              assertThat(question.expected())
                  .matches(text -> text.isEmpty() || !text.get().isEmpty());
            });
    assertThat(questions)
        .anyMatch(each -> each.expected().isPresent())
        .anyMatch(each -> each.expected().isEmpty());
    assertThat(questions).extracting(Question::onBusy).contains("reject", "interrupt", "rollback");
    assertThat(questions).anyMatch(each -> each.cancelAfter() != null);
    assertThat(questions).anyMatch(Question::replaces);
    assertThat(questions)
        .filteredOn(Question::replaces)
        .allMatch(each -> each.onBusy().equals("enqueue"));
    assertThat(questions).anyMatch(Question::teaches).anyMatch(each -> !each.teaches());
    assertThat(questions).anyMatch(each -> each.model().contains("fault="));
  }

  @Test
  void answersHoldWhatBreaksCarelessClients() {
    String all =
        questions(Mix.usual(Pace.QUICK)).stream()
            .flatMap(each -> each.expected().stream())
            .collect(Collectors.joining());
    assertThat(all)
        .contains("data:", "[DONE]", "\r\n", "\u2028")
        .matches(text -> text.codePoints().anyMatch(each -> each >= 0x1f300), "has emoji");
  }

  @Test
  void clientsHaveEveryHabit() {
    for (Mix mix : List.of(Mix.usual(Pace.QUICK), Mix.calm(Pace.SLOW))) {
      assertThat(questions(mix)).extracting(Question::habit).contains(Habit.values());
    }
  }

  @Test
  void aCalmMixMeetsNoFaultsAndDisturbsNobody() {
    assertThat(questions(Mix.calm(Pace.SLOW)))
        .noneMatch(each -> each.model().contains("fault="))
        .allMatch(each -> each.onBusy().equals("enqueue") && each.cancelAfter() == null)
        .noneMatch(Question::replaces);
    assertThat(tidyings(Mix.calm(Pace.SLOW))).containsOnlyKeys(Tidying.NONE);
  }

  @Test
  void oneSessionInTwentyIsClearedAfterABurstAndAsManyAreDeleted() {
    Map<Tidying, Long> tidyings = tidyings(Mix.usual(Pace.QUICK));
    assertThat(tidyings.get(Tidying.CLEAR)).isBetween(30L, 70L);
    assertThat(tidyings.get(Tidying.DELETE)).isBetween(30L, 70L);
  }

  @Test
  void theSameRandomAsksTheSame() {
    assertThat(questions(Mix.usual(Pace.QUICK))).isEqualTo(questions(Mix.usual(Pace.QUICK)));
  }

  @Test
  void otherTextHasNoMarker() {
    assertThat(Marker.in("[q12] is too short, and so is [q")).isEmpty();
  }

  private static Map<Tidying, Long> tidyings(Mix mix) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.range(0, 1_000)
        .mapToObj(_ -> mix.tidies(random))
        .collect(Collectors.groupingBy(each -> each, Collectors.counting()));
  }

  private static List<Question> questions(Mix mix) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.rangeClosed(1, 300)
        .mapToObj(number -> mix.question(new Marker(number), random))
        .toList();
  }
}
