package dev.turnpike.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class DimensionsTest {

  @Property
  void whatIsWrittenIsReadWhateverTheNames(
      @ForAll @Size(4)
          List<@StringLength(max = 5) @Chars({'|', '%', '2', '5', '7', 'C', 'a', 'ü'}) String>
              values) {
    Dimensions dimensions = new Dimensions(Kind.TURNS, values);
    assertThat(Dimensions.parse(dimensions.text())).isEqualTo(dimensions);
  }

  @Test
  void whatIsDroppedIsEmpty() {
    Dimensions all = new Dimensions(Kind.TURNS, List.of("a", "m", "p", "COMPLETED"));
    assertThat(all.only(Set.of("model")))
        .isEqualTo(new Dimensions(Kind.TURNS, List.of("", "m", "", "")));
    assertThat(all.match(Map.of("model", "m", "agent", "a"))).isTrue();
    assertThat(all.match(Map.of("model", "other"))).isFalse();
  }

  @Test
  void anotherNumberOfValuesIsRefused() {
    assertThatThrownBy(() -> new Dimensions(Kind.TURNS, List.of("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 1 values");
  }
}
