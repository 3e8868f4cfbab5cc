package dev.turnpike.bench.ramp;

import dev.turnpike.bench.machine.Machine;
import dev.turnpike.local.folder.Checkout;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ramp: all that its file holds.
 *
 * @param system what was measured, in words
 * @param overload null if it was left out
 */
record RampResult(
    String name,
    Instant startedAt,
    Instant endedAt,
    Checkout checkout,
    Machine machine,
    String system,
    RampSettings settings,
    Bounds bounds,
    Knee knee,
    List<StepResult> steps,
    @Nullable Overload overload) {

  RampResult {
    steps = List.copyOf(steps);
  }

  /** What is wrong with it, a sentence each. */
  List<String> complaints() {
    long failed =
        steps.stream().mapToLong(StepResult::failed).sum()
            + (overload == null ? 0 : overload.turnpike().failed());
    List<String> complaints = new ArrayList<>();
    if (failed > 0) {
      complaints.add(
          "%d turns failed or had a wrong text: who is accepted has to be answered."
              .formatted(failed));
    }
    if (knee.perSecond() == 0) {
      complaints.add(
          "Not even %.1f chats a second held: begin lower with --from.".formatted(settings.from()));
    }
    return complaints;
  }

  boolean succeeded() {
    return complaints().isEmpty();
  }
}
