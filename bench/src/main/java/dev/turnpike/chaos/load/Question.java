package dev.turnpike.chaos.load;

import dev.turnpike.embedded.model.SimulatedModel;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One message to be answered.
 *
 * @param model the simulated model's name, with its pace and faults
 * @param teaches whether the message tells one fact about the user
 * @param onBusy what becomes of the session's unfinished turns, as the API calls it
 * @param replaces whether it takes the place of an earlier question, if there is one
 * @param habit how its client follows the answer
 * @param cancelAfter when the client cancels it; null for almost all
 */
public record Question(
    Marker marker,
    String text,
    String model,
    boolean teaches,
    String onBusy,
    boolean replaces,
    Habit habit,
    @Nullable Duration cancelAfter) {

  /** The whole answer, where it is known beforehand. */
  public Optional<String> expected() {
    return model.contains("text=lorem")
        ? Optional.of(SimulatedModel.loremText(model))
        : Optional.empty();
  }
}
