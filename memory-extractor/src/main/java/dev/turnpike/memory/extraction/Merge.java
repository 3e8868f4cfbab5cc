package dev.turnpike.memory.extraction;

import dev.turnpike.memory.ledger.KnownFact;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a known fact says after an update. A model may join the two into one sentence, but can't put
 * anything in that neither of them says.
 */
final class Merge {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final List<String> JOINING = List.of("and", "with", "who", "which", "that", "is");

  private Merge() {}

  /** The model's text if it may be kept, else the candidate's. */
  static String of(KnownFact known, Candidate candidate, String proposed) {
    Set<String> said = words(known.text());
    said.addAll(words(candidate.text()));
    said.addAll(JOINING);
    return Admission.of(proposed) == Admission.KEPT && said.containsAll(words(proposed))
        ? proposed
        : candidate.text();
  }

  private static Set<String> words(String text) {
    var words = new HashSet<String>();
    WORD.matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(MatchResult::group)
        .forEach(words::add);
    return words;
  }
}
