package dev.turnpike.bench.compare;

import dev.turnpike.bench.load.Lane;
import dev.turnpike.bench.load.Reference;
import dev.turnpike.bench.load.ReferenceReader;
import dev.turnpike.embedded.model.knobs.Knobs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The texts that are asked for: one model name for each seed, its answer read from the model. */
public final class Texts {
  private Texts() {}

  static List<String> names(String model, int seeds) {
    if (model.contains("seed=")) {
      return List.of(model);
    }
    String separator = model.contains(":") ? "," : ":";
    List<String> names = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      names.add(model + separator + "seed=" + seed);
    }
    return names;
  }

  static List<Reference> read(Settings settings, Lane model) throws IOException {
    return read(settings.model(), settings.seeds(), settings.silence(), model);
  }

  /**
   * @param name the simulated model's, without a seed
   * @param silence after which the model has failed
   */
  public static List<Reference> read(String name, int seeds, Duration silence, Lane model)
      throws IOException {
    ReferenceReader reader = new ReferenceReader(model, silence);
    List<Reference> references = new ArrayList<>();
    for (String each : names(name, seeds)) {
      references.add(reader.read(each));
    }
    return references;
  }

  /** How long the model itself takes for one answer. */
  public static Duration duration(String model, int tokens) {
    Knobs knobs = Knobs.DEMO.of(model);
    return knobs.ttft().plus(knobs.gap().multipliedBy(Math.max(0, tokens - 1)));
  }
}
