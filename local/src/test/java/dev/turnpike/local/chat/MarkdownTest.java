package dev.turnpike.local.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  private static final String STYLE = "\033\\[[0-9]*m";
  private static final String SIGNS = "***``# \nab";

  /** Nothing is lost, doubled or held back for ever, wherever the text is cut. */
  @Test
  void withoutItsColoursTheTextIsWhatItWasHoweverItIsCut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 2000; i++) {
      List<String> pieces = pieces(random);
      String whole = String.join("", pieces);
      assertThat(styled(pieces).replaceAll(STYLE, "")).as("seed %d", seed).isEqualTo(whole);
      assertThat(styled(pieces)).as("seed %d", seed).isEqualTo(styled(List.of(whole)));
    }
  }

  @Test
  void anotherTextBeginsPlain() {
    Markdown markdown = new Markdown();
    assertThat(markdown.next("```\n**")).isNotEmpty();
    assertThat(markdown.end()).isNotEmpty();

    assertThat(markdown.next("plain")).isEqualTo("plain");
  }

  @Test
  void aBlockOfCodeGoesOnAfterAPause() {
    Markdown markdown = new Markdown();
    assertThat(markdown.next("```\na") + markdown.pause()).endsWith("\033[36ma\033[0m");

    assertThat(markdown.next("b")).isEqualTo("\033[36mb");
  }

  @Test
  void boldHeadingsAndCodeStandOut() {
    assertThat(shown("a **b** c")).isEqualTo("a [2m**[0m[1mb[0m[2m**[0m c");
    assertThat(shown("use `x*y`.")).isEqualTo("use [2m`[0m[36mx*y[0m[2m`[0m.");
    assertThat(shown("## Two\nx")).isEqualTo("[1m## Two[0m\nx");
    assertThat(shown("```java\nint **a;\n```\nx"))
        .isEqualTo("[2m```java[0m\n[36mint **a;[0m\n[2m```[0m\nx");
  }

  @Test
  void whatIsNotMarkdownStaysPlain() {
    assertThat(shown("2 ** 3, a * b, #1 and 5 # 6")).isEqualTo("2 ** 3, a * b, #1 and 5 # 6");
  }

  @Test
  void whatIsNotClosedEndsWithItsLine() {
    assertThat(shown("**a\nb")).isEqualTo("[2m**[0m[1ma[0m\nb");
    assertThat(shown("`a\nb")).isEqualTo("[2m`[0m[36ma[0m\nb");
  }

  private static List<String> pieces(Random random) {
    return IntStream.range(0, random.nextInt(12))
        .mapToObj(
            _ -> {
              StringBuilder piece = new StringBuilder();
              random
                  .ints(random.nextInt(6), 0, SIGNS.length())
                  .forEach(each -> piece.append(SIGNS.charAt(each)));
              return piece.toString();
            })
        .toList();
  }

  private static String styled(List<String> pieces) {
    Markdown markdown = new Markdown();
    List<String> shown = new ArrayList<>(pieces.stream().map(markdown::next).toList());
    shown.add(markdown.end());
    return String.join("", shown);
  }

  private static String shown(String text) {
    return styled(List.of(text)).replace("\033", "");
  }
}
