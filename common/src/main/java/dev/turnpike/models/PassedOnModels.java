package dev.turnpike.models;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Models that are not in the catalogue and yet are passed on to a provider: the most recently used
 * ones, as many as fit, since clients may ask for any number of names. They are measured together.
 */
final class PassedOnModels {

  private static final int MOST = 256;

  private final ModelMeters meters;
  private final BiFunction<RingMember, String, ModelGate> gates;

  /** Guarded by this. */
  private final Map<String, RingMember> recent =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RingMember> eldest) {
          return size() > MOST;
        }
      };

  PassedOnModels(ModelMeters meters, BiFunction<RingMember, String, ModelGate> gates) {
    this.meters = meters;
    this.gates = gates;
  }

  /** Of all of them together. */
  ModelStatus status() {
    return meters.tally().status("other", "passed on", false, null, 0, 0);
  }

  /**
   * @param base the entry's own model
   * @param settings of the model that is passed on
   */
  synchronized RingMember member(RingMember base, ModelSettings settings) {
    return recent.computeIfAbsent(
        settings.name(),
        name ->
            new RingMember(
                settings.model(),
                base.caller().forModel(settings),
                gates.apply(base, name),
                meters));
  }
}
