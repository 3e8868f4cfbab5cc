package dev.turnpike.chaos.audit;

import dev.turnpike.chaos.load.Poison;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * G6. Every record that can't be read is in the dead-letter topic once, byte for byte and with a
 * reason, and nothing else is. That its partition moved on shows in G1, as turns came after it.
 */
final class BadInputStallsNothing implements Guarantee {

  @Override
  public String name() {
    return "G6";
  }

  @Override
  public String promise() {
    return "bad input stalls nothing";
  }

  @Override
  public Finding check(Evidence evidence) {
    Finding finding = new Finding("bad records");
    Set<Place> known = new HashSet<>();
    for (Poison poison : evidence.circumstances().poisons()) {
      finding.looked();
      Place place = new Place(poison.topic(), poison.partition(), poison.offset());
      known.add(place);
      List<DeadLetter> letters = lettersOf(place, evidence);
      finding.require(
          letters.size() == 1, () -> "%s has %d dead letters".formatted(poison, letters.size()));
      for (DeadLetter letter : letters) {
        finding.require(
            Objects.equals(letter.key(), poison.key())
                && Objects.equals(letter.value(), poison.value()),
            () -> "The dead letter of %s has other bytes".formatted(poison));
        finding.require(
            !letter.reason().isEmpty(),
            () -> "The dead letter of %s has no reason".formatted(poison));
      }
    }
    List<DeadLetter> others = new ArrayList<>(evidence.deadLetters());
    others.removeIf(letter -> letter.origin().filter(known::contains).isPresent());
    for (DeadLetter letter : others) {
      finding.require(
          false,
          () ->
              "A readable record was dead-lettered as %s: %s"
                  .formatted(letter.reason(), letter.origin()));
    }
    return finding;
  }

  private static List<DeadLetter> lettersOf(Place place, Evidence evidence) {
    return evidence.deadLetters().stream()
        .filter(letter -> letter.origin().filter(place::equals).isPresent())
        .toList();
  }
}
