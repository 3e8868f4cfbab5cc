package dev.turnpike.embedded.model.knobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnobsTest {
  @ParameterizedTest
  @ValueSource(strings = {"sim", "sim-judge", "sim-mini.2"})
  void aNameWithoutKnobsIsTheDemo(String name) {
    assertThat(Knobs.DEMO.of(name)).isEqualTo(Knobs.DEMO);
    assertThat(Knobs.DEMO)
        .isEqualTo(
            new Knobs(
                Duration.ofMillis(150), Duration.ofMillis(15), null, TextKind.ANSWER, 1, null));
  }

  @Test
  void everyKnobIsRead() {
    assertThat(Knobs.DEMO.of("sim:ttft=200,gap=20,tokens=50,text=lorem,seed=-7,fault=429"))
        .isEqualTo(
            new Knobs(
                Duration.ofMillis(200),
                Duration.ofMillis(20),
                50,
                TextKind.LOREM,
                -7,
                new Fault(
                    FaultKind.STATUS,
                    429,
                    1,
                    Integer.MAX_VALUE,
                    "sim:ttft=200,gap=20,tokens=50,text=lorem,seed=-7,fault=429",
                    1)));
  }

  @Test
  void rateIsTheOtherWayToSayGap() {
    assertThat(Knobs.DEMO.of("sim:rate=20").gap()).isEqualTo(Duration.ofMillis(50));
    assertThat(Knobs.DEMO.of("sim:rate=3").gap()).isEqualTo(Duration.ofNanos(333_333_333));
  }

  @Test
  void aColonSeparatesToo() {
    assertThat(Knobs.DEMO.of("sim-a:fault=500:times=2,key=abc").fault())
        .isEqualTo(new Fault(FaultKind.STATUS, 500, 1, 2, "abc", null));
  }

  @ParameterizedTest
  @CsvSource({
    "hang,HANG,0",
    "drop,DROP,1",
    "truncate,TRUNCATE,1",
    "malformed,MALFORMED,1",
    "error,ERROR,1",
    "empty,EMPTY,1"
  })
  void faultsHaveNames(String name, FaultKind kind, int after) {
    assertThat(Knobs.DEMO.of("sim:fault=" + name).fault())
        .extracting(Fault::kind, Fault::after)
        .containsExactly(kind, after);
  }

  @Test
  void retryAfterCanBeChosen() {
    assertThat(Knobs.DEMO.of("sim:fault=429,retry-after=0").fault())
        .extracting(Fault::retryAfter)
        .isEqualTo(0);
    assertThat(Knobs.DEMO.of("sim:fault=503,retry-after=7").fault())
        .extracting(Fault::retryAfter)
        .isEqualTo(7);
  }

  @Test
  void defaultsHoldUnlessTheNameSaysOtherwise() {
    Knobs defaults = Knobs.DEMO.with("ttft=0,gap=0,tokens=3");

    assertThat(defaults.of("sim:gap=5"))
        .extracting(Knobs::ttft, Knobs::gap, Knobs::tokens)
        .containsExactly(Duration.ZERO, Duration.ofMillis(5), 3);
    assertThat(Knobs.DEMO.with("")).isEqualTo(Knobs.DEMO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          sim:tftt=1               | Unknown knob 'tftt': write one of ttft, gap,
          sim:                     | 'sim:' is not a simulated model: write sim
          sim:ttft=1,              | Unknown knob ''
          sim:ttft                 | The knob 'ttft' needs a value: write ttft=
          sim:ttft=1,ttft=2        | The knob 'ttft' is there twice
          sim:ttft=-1              | ttft=-1: write a whole number from 0 to 600000.
          sim:ttft=fast            | ttft=fast: write a whole number from 0 to 600000.
          sim:gap=600001           | gap=600001: write a whole number from 0 to 600000.
          sim:rate=0               | rate=0: write a whole number from 1 to 100000.
          sim:rate=5,gap=5         | 'gap' and 'rate' say the same: write one of them.
          sim:tokens=0             | tokens=0: write a whole number from 1 to 100000.
          sim:text=poem            | text=poem: write answer or lorem.
          sim:seed=x               | seed=x: write a whole number
          sim:fault=200            | fault=200: write 429, 500 or another error status, or hang,
          sim:fault=explode        | fault=explode: write 429
          sim:times=2              | The knob 'times' belongs to a fault: write fault=
          sim:fault=500,times=0    | times=0: write a whole number from 1
          sim:fault=500,key=a b    | key=a b: write up to 100 letters
          sim:fault=drop,retry-after=1 | 'retry-after' goes with a fault that is a status
          gpt-4o                   | 'gpt-4o' is not a simulated model: write sim
          simple                   | 'simple' is not a simulated model
          """)
  void impossibleNamesSayWhatToWrite(String name, String sentence) {
    assertThatThrownBy(() -> Knobs.DEMO.of(name))
        .isInstanceOf(InvalidKnobException.class)
        .hasMessageStartingWith(sentence);
  }
}
