package dev.turnpike.memory.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.turnpike.memory.MemoryDatabase;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.BadSqlGrammarException;

class MemorySwitchesTest {

  private final MemoryDatabase memory = MemoryDatabase.create();
  private final MemorySwitches switches = new MemorySwitches(memory.source());

  @Test
  void nothingIsOffByItself() {
    assertThat(switches.of("ada")).isEqualTo(SwitchedOff.NOWHERE);
    assertThat(switches.of("ada").allows("s1")).isTrue();
  }

  @Test
  void aUsersSwitchIsForAllSessionsAndLeavesTheirOwnAlone() {
    switches.set("ada", "s1", false);
    switches.set("ada", false);
    switches.set("ada", false);

    assertThat(switches.of("ada")).isEqualTo(new SwitchedOff(true, Set.of("s1")));
    assertThat(switches.of("ada").allows("s2")).isFalse();

    switches.set("ada", true);
    assertThat(switches.of("ada").allows("s2")).isTrue();
    assertThat(switches.of("ada").allows("s1")).isFalse();
  }

  @Test
  void aSessionsSwitchIsForItAlone() {
    switches.set("ada", "s1", false);
    switches.set("ada", "s1", false);

    assertThat(switches.of("ada").allows("s1")).isFalse();
    assertThat(switches.of("ada").allows("s2")).isTrue();

    switches.set("ada", "s1", true);
    assertThat(switches.of("ada")).isEqualTo(SwitchedOff.NOWHERE);
  }

  @Test
  void nobodySwitchesForAnother() {
    switches.set("bob", false);
    switches.set("bob", "s1", false);
    switches.set("ada", "s1", true);

    assertThat(switches.of("ada")).isEqualTo(SwitchedOff.NOWHERE);
    assertThat(switches.of("bob").allows("s1")).isFalse();
  }

  @Test
  void withoutTablesItSaysSo() {
    memory.jdbc().sql("drop schema memory cascade").update();

    assertThatThrownBy(() -> switches.of("ada")).isInstanceOf(BadSqlGrammarException.class);
    assertThatThrownBy(() -> switches.set("ada", false)).isInstanceOf(BadSqlGrammarException.class);
  }
}
