package dev.turnpike.bench.shapes;

import dev.turnpike.bench.shapes.Shape.Asked;
import java.util.List;
import java.util.Set;

/** All shapes there are. */
final class Shapes {
  static final String USUAL = "a question of one line, 50 tokens";
  private static final int SEEDS = 4;
  private static final String LOREM = "sim:ttft=200,gap=%d,tokens=%d,text=lorem";
  private static final String FIFTY = LOREM.formatted(20, 50);
  private static final Asked ONE_LINE = new Asked.Messages(1, 13);

  /** The text tells what the tool said; with more tokens, fractions of seconds, too. */
  private static final String TELLING = "sim:ttft=200,gap=20,tokens=20";

  /** Above those of whom everything is recalled without a search. */
  private static final int FACTS = 12;

  private Shapes() {}

  /** Those of the chosen aspects, with the usual turns first, grouped by the parts they need. */
  static List<Shape> of(Set<Aspect> chosen) {
    return all().stream()
        .filter(shape -> shape.usual() || chosen.contains(shape.aspect()))
        .toList();
  }

  private static List<Shape> all() {
    return List.of(
        shape(Aspect.SIZES, USUAL, FIFTY, ONE_LINE),
        shape(Aspect.SIZES, "a message of 100 B", FIFTY, new Asked.Messages(1, 100)),
        shape(Aspect.SIZES, "a message of 10 KB", FIFTY, new Asked.Messages(1, 10_000)),
        shape(
            Aspect.SIZES,
            "100 messages of 5,000 B, near the limit",
            FIFTY,
            new Asked.Messages(100, 5_000)),
        shape(Aspect.SIZES, "10 tokens", LOREM.formatted(20, 10), ONE_LINE),
        shape(Aspect.SIZES, "500 tokens, one every 5 ms", LOREM.formatted(5, 500), ONE_LINE),
        shape(Aspect.SIZES, "2,000 tokens, one every 5 ms", LOREM.formatted(5, 2_000), ONE_LINE),
        shape(Aspect.HISTORY, "after 20 turns", FIFTY, new Asked.After(20)),
        shape(Aspect.HISTORY, "after 100 turns", FIFTY, new Asked.After(100)),
        new Shape(
            Aspect.TOOLS,
            "a tool call between two model calls, 20 tokens",
            Parts.CHAT,
            TELLING,
            1,
            new Asked.ForTool("What time is it in Paris?")),
        new Shape(
            Aspect.MEMORY,
            "memory on, %d facts of each user".formatted(FACTS),
            Parts.MEMORY,
            FIFTY,
            SEEDS,
            new Asked.ByKnownUsers(FACTS)),
        new Shape(Aspect.JUDGES, "judges on", Parts.JUDGES, FIFTY, SEEDS, ONE_LINE));
  }

  private static Shape shape(Aspect aspect, String name, String model, Asked asked) {
    return new Shape(aspect, name, Parts.CHAT, model, SEEDS, asked);
  }
}
