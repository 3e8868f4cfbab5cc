package dev.turnpike.embedded.model.answers;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Text that breaks careless code on its way to a browser: line ends of all kinds, emoji, separators
 * that some parsers take for line ends, and pieces of the very protocol that carries it. It depends
 * on the seed only; fewer tokens are a prefix of more. There is no NUL in it: no model sends one,
 * and PostgreSQL stores none.
 */
public final class LoremText {
  private static final List<String> WORDS =
      List.of(
          "Lorem",
          " ipsum",
          " dolor",
          " sit",
          " amet",
          ",",
          " consectetur",
          " adipiscing",
          " elit",
          ".",
          " Sed",
          " do",
          " eiusmod",
          " tempor",
          " incididunt",
          " ut",
          " labore",
          " et");
  private static final List<String> TRAPS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\n\n",
          " ",
          "\t",
          "\u2028",
          "\u2029",
          "\u0085",
          "\u00a0",
          "\ufeff",
          "data:",
          "data: [DONE]",
          "\n\ndata: [DONE]\n\n",
          "[DONE]",
          "event: error\n",
          "id: 7\n",
          ": comment\n",
          "retry: 1\n",
          "\"",
          "\\",
          "\\n",
          "\\u0000",
          "{\"error\":{",
          "}}",
          "</script>",
          "<b>&amp;",
          "\uD83D\uDE80",
          "\uD83D\uDC69\u200D",
          "\uD83D\uDCBB",
          "e\u0301",
          "\uD83C\uDDEB\uD83C\uDDF7",
          "\u05e9\u05dc\u05d5\u05dd",
          "\u4f60\u597d",
          "\uD835\uDD4F",
          "''; DROP TABLE turns;--",
          "%s%n{0}${x}",
          "a".repeat(300),
          "  trailing  ");

  private LoremText() {}

  public static List<String> tokens(long seed, int count) {
    return IntStream.range(0, count).mapToObj(i -> token(seed, i)).toList();
  }

  private static String token(long seed, int index) {
    long random = mix(seed * 0x9E3779B97F4A7C15L + index);
    List<String> choice = Math.floorMod(random >>> 32, 3) == 0 ? TRAPS : WORDS;
    return choice.get((int) Long.remainderUnsigned(random, choice.size()));
  }

  /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
