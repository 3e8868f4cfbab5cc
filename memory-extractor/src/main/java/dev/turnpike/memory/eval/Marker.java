package dev.turnpike.memory.eval;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Marks what a dialogue left behind against what it should have. */
final class Marker {

  /** Must not be in a fact's history either. */
  static final String SECRET = "secret";

  static final String CONTRADICTION = "contradiction";

  private Marker() {}

  static Score mark(Outcome outcome) {
    var dialogue = outcome.dialogue();
    var facts = outcome.facts();
    var forbidden = forbidden(outcome);
    Predicate<String> bad =
        fact -> anyIn(dialogue.never().values().stream().flatMap(List::stream), fact);
    var ranks =
        IntStream.range(0, dialogue.questions().size()).map(i -> rank(outcome, i)).toArray();
    return new Score(
        1,
        (int) dialogue.turns().count(),
        outcome.failedTurns(),
        dialogue.known().size(),
        (int) dialogue.known().stream().filter(words -> facts.stream().anyMatch(words::in)).count(),
        facts.size(),
        (int) facts.stream().filter(bad.negate()).filter(fact -> wanted(dialogue, fact)).count(),
        duplicates(dialogue, facts),
        (int) outcome.history().stream().filter(change -> !grounded(change)).count(),
        forbidden,
        revived(outcome),
        ranks.length,
        (int)
            dialogue.questions().stream()
                .filter(question -> facts.stream().anyMatch(question.answer()::in))
                .count(),
        within(ranks, 1),
        within(ranks, 3),
        within(ranks, 8));
  }

  private static boolean wanted(Dialogue dialogue, String fact) {
    return anyIn(Stream.concat(dialogue.known().stream(), dialogue.also().stream()), fact);
  }

  private static boolean anyIn(Stream<Words> any, String fact) {
    return any.anyMatch(words -> words.in(fact));
  }

  private static Map<String, Integer> forbidden(Outcome outcome) {
    var counts = new HashMap<String, Integer>();
    outcome
        .dialogue()
        .never()
        .forEach(
            (reason, words) -> {
              var texts = new HashSet<>(outcome.facts());
              if (reason.equals(SECRET)) {
                outcome
                    .history()
                    .forEach(c -> texts.addAll(List.of(c.text(), c.previous(), c.quote())));
              }
              var found = texts.stream().filter(text -> anyIn(words.stream(), text)).count();
              if (found > 0) {
                counts.put(reason, (int) found);
              }
            });
    return counts;
  }

  /** Facts that say what others before them said, and nothing else that is asked for. */
  private static int duplicates(Dialogue dialogue, List<String> facts) {
    var said = new HashSet<Words>();
    var texts = new HashSet<String>();
    int duplicates = 0;
    for (String fact : facts) {
      Set<Words> says =
          dialogue.known().stream().filter(words -> words.in(fact)).collect(Collectors.toSet());
      boolean again =
          !says.isEmpty() && said.containsAll(says) && !anyIn(dialogue.also().stream(), fact);
      if (!texts.add(plain(fact)) || again) {
        duplicates++;
      }
      said.addAll(says);
    }
    return duplicates;
  }

  private static boolean grounded(Outcome.Change change) {
    return !change.quote().isBlank() && plain(change.said()).contains(plain(change.quote()));
  }

  private static int revived(Outcome outcome) {
    var gone =
        outcome.history().stream()
            .filter(change -> !change.kind().equals("added"))
            .map(change -> plain(change.previous()))
            .collect(Collectors.toSet());
    return (int) outcome.facts().stream().map(Marker::plain).filter(gone::contains).count();
  }

  /** From 0; a high number when the fact is not recalled. */
  private static int rank(Outcome outcome, int question) {
    var answer = outcome.dialogue().questions().get(question).answer();
    var recalled = outcome.answers().get(question);
    return IntStream.range(0, recalled.size())
        .filter(i -> answer.in(recalled.get(i)))
        .findFirst()
        .orElse(Integer.MAX_VALUE);
  }

  private static int within(int[] ranks, int k) {
    return (int) IntStream.of(ranks).filter(rank -> rank < k).count();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }
}
