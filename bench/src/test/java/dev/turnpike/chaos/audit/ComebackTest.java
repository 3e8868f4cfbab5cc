package dev.turnpike.chaos.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.turnpike.chaos.load.AskedQuestions;
import dev.turnpike.chaos.load.Heard;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComebackTest {

  @Test
  void eachReasonHasItsQuantiles() {
    List<Heard> all =
        IntStream.rangeClosed(1, 100)
            .mapToObj(millis -> AskedQuestions.cameBack(Heard.Cut.BROKEN, millis))
            .toList();
    assertThat(Comeback.of(all)).containsExactly(new Comeback("broken", 100, 50, 99, 100));
    assertThat(Comeback.of(List.of())).isEmpty();
  }
}
