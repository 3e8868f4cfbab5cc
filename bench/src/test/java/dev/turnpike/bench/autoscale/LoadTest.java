package dev.turnpike.bench.autoscale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadTest {

  @Test
  void theRateGoesStraightFromPointToPoint() {
    Load load = Load.of("ramp", "", 10, 20, 20, 40);
    assertThat(List.of(load.at(-5), load.at(0), load.at(10), load.at(15), load.at(20), load.at(99)))
        .containsExactly(20.0, 20.0, 20.0, 30.0, 40.0, 40.0);
    assertThat(load.most()).isEqualTo(40);
  }

  @Test
  void eventsHappenInOrder() {
    Events events = new Events();
    List<String> happened = new ArrayList<>();
    events.after(2, () -> happened.add("second"));
    events.after(1, () -> events.after(1, () -> happened.add("third")));
    events.every(1.5, () -> happened.add("every"));
    events.runUntil(3);
    assertThat(happened).containsExactly("every", "second", "third", "every");
    assertThat(events.now()).isEqualTo(3);
    assertThatIllegalArgumentException().isThrownBy(() -> events.after(-1, () -> {}));
  }
}
