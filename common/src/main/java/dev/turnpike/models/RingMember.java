package dev.turnpike.models;

import java.util.Locale;

/** A model of the catalogue with all that calling it takes. */
record RingMember(Model model, ModelCaller caller, ModelGate gate, ModelMeters meters) {
  ModelStatus status() {
    var settings = caller.settings();
    return meters
        .tally()
        .status(
            model.name(),
            model.simulated() ? "simulated" : settings.baseUrl().getHost(),
            model.simulated(),
            gate.state().name().toLowerCase(Locale.ROOT),
            gate.inFlight(),
            gate.maxConcurrent());
  }
}
