package dev.turnpike.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThinkTagsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          <think>why</think>because       | why    | because
          "\n <think>why</think>\n\nhow " | why    | "how "
          <think></think>because          | ""     | because
          <think>a<b</thin</think>c       | a<b</thin | c
          <think>never closed             | never closed | ""
          plain                           | ""     | plain
          "  plain"                       | ""     | "  plain"
          <thinking>x</thinking>          | ""     | <thinking>x</thinking>
          <thi                            | ""     | <thi
          say <think>x</think>            | ""     | say <think>x</think>
          <think>a</think>b<think>c</think> | a    | b<think>c</think>
          "<think>a</think>  "            | a      | ""
          """)
  void reasoningIsKeptApart(String written, String reasoning, String text) {
    for (int size = 1; size <= written.length(); size++) {
      var heard = split(written, size);

      assertThat(heard.reasoning).as("pieces of %d", size).hasToString(reasoning);
      assertThat(heard.text).as("pieces of %d", size).hasToString(text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Hello", "<b>", "\nHi"})
  void whatCannotBeATagIsNotHeldBack(String piece) {
    var heard = new HeardText();
    new ThinkTags(heard).text(piece);

    assertThat(heard.text).hasToString(piece);
  }

  /** Made of what the tags are made of, so that near misses are common. */
  @Property
  void howATextIsCutDoesNotMatter(
      @ForAll @IntRange(max = 40) int parts,
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 9) int size) {
    var random = new Random(seed);
    var atoms = new String[] {"<think>", "</think>", "<", "</", "think>", " ", "\n", "a", "</t"};
    var written = new StringBuilder();
    for (int i = 0; i < parts; i++) {
      written.append(atoms[random.nextInt(atoms.length)]);
    }
    var whole = split(written.toString(), Math.max(1, written.length()));
    var pieces = split(written.toString(), size);

    assertThat(pieces.text).hasToString(whole.text.toString());
    assertThat(pieces.reasoning).hasToString(whole.reasoning.toString());
  }

  private static HeardText split(String written, int size) {
    var heard = new HeardText();
    var tags = new ThinkTags(heard);
    for (int start = 0; start < written.length(); start += size) {
      tags.text(written.substring(start, Math.min(written.length(), start + size)));
    }
    tags.end();
    return heard;
  }
}
