package dev.turnpike.embedded.model.answers;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes an answer as long as its model's name asks for: cut, or gone on with more sentences. */
final class Length {
  private static final List<String> FILLER =
      Tokens.of(
          " And so it goes on, word after word, as long as it was told to, since a simulated model"
              + " has nothing else to do.");

  private Length() {}

  static List<String> fit(List<String> tokens, @Nullable Integer wanted) {
    if (wanted == null || wanted == tokens.size()) {
      return tokens;
    }
    if (wanted < tokens.size()) {
      return tokens.subList(0, wanted);
    }
    List<String> longer = new ArrayList<>(tokens);
    for (int i = 0; longer.size() < wanted; i++) {
      longer.add(FILLER.get(i % FILLER.size()));
    }
    return longer;
  }
}
