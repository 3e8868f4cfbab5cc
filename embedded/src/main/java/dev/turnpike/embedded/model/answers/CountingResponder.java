package dev.turnpike.embedded.model.answers;

import dev.turnpike.embedded.model.wire.ChatRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts, which shows streaming well, and does sums of two numbers. */
final class CountingResponder implements Responder {
  private static final Pattern COUNT =
      Pattern.compile("\\bcount (?:from (?<from>\\d{1,3}) )?(?:up )?to (?<to>\\d{1,4})\\b");
  private static final Pattern SUM =
      Pattern.compile(
          "^(?:what(?:'s| is) |how much is |calculate |compute )?(?<a>-?\\d{1,9}) ?"
              + "(?<op>\\+|-|\\*|x|×|/|÷|plus|minus|times|divided by) ?(?<b>-?\\d{1,9})$");
  private static final int HIGHEST = 1000;

  @Override
  public Optional<Reply> reply(ChatRequest request) {
    String plain = Phrase.lastOf(request).plain();
    Matcher count = COUNT.matcher(plain);
    if (count.find()) {
      return Optional.of(Voice.say(counted(count)));
    }
    Matcher sum = SUM.matcher(plain);
    return sum.find() ? Optional.of(Voice.say(sum(sum))) : Optional.empty();
  }

  private static String counted(Matcher count) {
    int from = count.group("from") == null ? 1 : Integer.parseInt(count.group("from"));
    int to = Math.min(HIGHEST, Integer.parseInt(count.group("to")));
    return IntStream.rangeClosed(from, to)
            .mapToObj(String::valueOf)
            .collect(Collectors.joining(", "))
        + ".";
  }

  private static String sum(Matcher sum) {
    long a = Long.parseLong(sum.group("a"));
    long b = Long.parseLong(sum.group("b"));
    return switch (sum.group("op")) {
      case "+", "plus" -> "%d + %d = %d.".formatted(a, b, a + b);
      case "-", "minus" -> "%d - %d = %d.".formatted(a, b, a - b);
      case "*", "x", "×", "times" -> "%d × %d = %d.".formatted(a, b, a * b);
      default -> b == 0 ? "Nothing can be divided by zero." : quotient(a, b);
    };
  }

  private static String quotient(long a, long b) {
    return a % b == 0
        ? "%d ÷ %d = %d.".formatted(a, b, a / b)
        : "%d ÷ %d = %d, remainder %d.".formatted(a, b, a / b, a % b);
  }
}
