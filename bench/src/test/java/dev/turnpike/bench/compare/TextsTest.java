package dev.turnpike.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

  @Test
  void everySeedIsAModelOfItsOwn() {
    assertThat(Texts.names("sim:text=lorem", 2))
        .containsExactly("sim:text=lorem,seed=1", "sim:text=lorem,seed=2");
    assertThat(Texts.names("sim", 1)).containsExactly("sim:seed=1");
    assertThat(Texts.names("sim:seed=9", 4)).containsExactly("sim:seed=9");
  }

  @Test
  void anAnswersTimeFollowsFromItsPace() {
    assertThat(Texts.duration("sim:ttft=200,gap=20", 50)).isEqualTo(Duration.ofMillis(1180));
  }

  @Test
  void impossibleSettingsSayWhichOptionIsWrong() {
    assertThatThrownBy(() -> settings(List.of(0), 10)).hasMessageContaining("--concurrency");
    assertThatThrownBy(() -> settings(List.of(), 10)).hasMessageContaining("--concurrency");
    assertThatThrownBy(() -> settings(List.of(1), 0)).hasMessageContaining("--seconds");
  }

  private static Settings settings(List<Integer> concurrency, int seconds) {
    return new Settings(concurrency, seconds, 0, 6, 0, "sim", 1, 1, false, 5);
  }
}
