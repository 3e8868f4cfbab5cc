package dev.turnpike.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.embedded.model.SimulatedModel;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MixTest {

  @Test
  void everyQuestionCarriesItsMarkerAndAsksAModelWhoseAnswerIsKnown() {
    List<Question> questions = questions(Mix.usual());
    assertThat(questions)
        .allSatisfy(
            question -> {
              assertThat(Marker.in(question.text())).contains(question.marker());
              assertThat(SimulatedModel.loremText(question.model())).isNotEmpty();
            });
    assertThat(questions).anyMatch(Question::teaches).anyMatch(each -> !each.teaches());
    assertThat(questions).anyMatch(each -> each.model().contains("fault="));
  }

  @Test
  void aFaultlessMixMeetsNoFaults() {
    assertThat(questions(Mix.faultless())).noneMatch(each -> each.model().contains("fault="));
  }

  @Test
  void theSameRandomAsksTheSame() {
    assertThat(questions(Mix.usual())).isEqualTo(questions(Mix.usual()));
  }

  @Test
  void otherTextHasNoMarker() {
    assertThat(Marker.in("[q12] is too short, and so is [q")).isEmpty();
  }

  private static List<Question> questions(Mix mix) {
    SplittableRandom random = new SplittableRandom(5);
    return IntStream.rangeClosed(1, 300)
        .mapToObj(number -> mix.question(new Marker(number), random))
        .toList();
  }
}
