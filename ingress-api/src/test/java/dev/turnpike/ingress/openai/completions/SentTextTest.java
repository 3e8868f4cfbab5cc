package dev.turnpike.ingress.openai.completions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What was sent stays sent, whatever the answer does. */
class SentTextTest {
  @Test
  void onlyWhatGoesBeyondIsSent() {
    SentText text = new SentText();
    assertThat(text.add("Hello, ")).contains("Hello, ");
    text.restart(0);
    assertThat(text.isWhole()).isFalse();
    assertThat(text.add("Hel")).contains("");
    assertThat(text.add("lo, world")).contains("world");
    assertThat(text.isWhole()).isTrue();
  }

  @Test
  void whatDiffersIsNoticed() {
    SentText text = new SentText();
    text.add("Hello");
    text.restart(0);
    assertThat(text.add("He")).contains("");
    assertThat(text.add("y")).isEmpty();
  }

  @Test
  void theLastWordAboutWhatStaysCounts() {
    SentText text = new SentText();
    text.add("Step one. Step t");
    text.restart(0);
    text.restart(10);
    assertThat(text.add("Step two.")).contains("wo.");
    assertThat(text.isWhole()).isTrue();
  }

  @Test
  void whatStaysMayBeMoreThanThereIs() {
    SentText text = new SentText();
    text.add("abc");
    text.restart(7);
    assertThat(text.isWhole()).isTrue();
    assertThat(text.add("d")).contains("d");
  }

  /** In other pieces, from any place on, any number of times. */
  @Property
  void theSameAnswerAgainAddsUpToIt(
      @ForAll("texts") String answer,
      @ForAll List<@IntRange(min = 0, max = 60) Integer> breaks,
      @ForAll @IntRange(min = 1, max = 9) int size) {
    SentText text = new SentText();
    StringBuilder got = new StringBuilder();
    int said = 0;
    int longest = 0;
    for (int goal : breaks) {
      int until = boundary(answer, Math.max(said, Math.min(goal, answer.length())));
      said = say(text, answer, said, until, size, got);
      longest = Math.max(longest, said);
      int keep = boundary(answer, said / 2);
      text.restart(keep);
      said = keep;
      assertThat(got).hasToString(answer.substring(0, longest));
    }
    say(text, answer, said, answer.length(), size, got);
    assertThat(got).hasToString(answer);
    assertThat(text.isWhole()).isTrue();
  }

  /** Pieces never hold half a character; nor does what is sent of them. */
  private static int say(
      SentText text, String answer, int from, int until, int size, StringBuilder got) {
    for (String piece : pieces(answer.substring(from, until), size)) {
      Optional<String> beyond = text.add(piece);
      assertThat(beyond).isPresent();
      beyond.ifPresent(
          each -> {
            if (!each.isEmpty()) {
              assertThat(Character.isLowSurrogate(each.charAt(0))).isFalse();
              assertThat(Character.isHighSurrogate(each.charAt(each.length() - 1))).isFalse();
            }
            got.append(each);
          });
    }
    return until;
  }

  private static List<String> pieces(String text, int size) {
    List<String> pieces = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int to = boundary(text, Math.min(text.length(), from + size));
      to = to <= from ? Math.min(text.length(), from + 2) : to;
      pieces.add(text.substring(from, to));
      from = to;
    }
    return pieces;
  }

  /** That place, or the one before it when it is within a character. */
  private static int boundary(String text, int place) {
    boolean within =
        place > 0
            && place < text.length()
            && Character.isLowSurrogate(text.charAt(place))
            && Character.isHighSurrogate(text.charAt(place - 1));
    return within ? place - 1 : place;
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "b", "\uD83D\uDE80", "\uD83D\uDE81", "é", "\r\n", "\u2028")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }
}
