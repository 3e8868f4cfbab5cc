package dev.turnpike.models;

import dev.turnpike.models.ModelProperties.Price;
import dev.turnpike.platform.StartRefused;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the configuration says: which models there are, which is asked when nobody says, and which
 * step in.
 *
 * @param entries by name, in the order of the configuration
 * @param open whether the provider of the only entry is also asked for models of other names
 */
record Catalogue(
    Map<String, ModelSettings> entries,
    String defaultModel,
    List<String> ring,
    Map<String, Price> prices,
    boolean open) {

  private static final String PREFIX = "turnpike.models.";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,199}");

  /** Of models that are passed on: anything that can be shown on one line. */
  private static final Pattern PASSED_ON = Pattern.compile("[^\\p{Cntrl}]{1,300}");

  /** A model that is not in the catalogue, and the entry that says how to call it. */
  record PassedOn(ModelSettings entry, ModelSettings settings) {}

  static Catalogue of(ModelProperties properties) {
    var configured = properties.catalogue();
    boolean open = configured.isEmpty();
    Map<String, ModelSettings> entries = new LinkedHashMap<>();
    if (open) {
      var only = defaultModel(properties);
      entries.put(only, ModelSettings.of(only, ModelEntry.plain(), properties));
    }
    configured.forEach((name, entry) -> entries.put(name, settings(name, entry, properties)));
    for (String name : properties.ring()) {
      requireKnown("ring", name, entries);
    }
    if (new LinkedHashSet<>(properties.ring()).size() < properties.ring().size()) {
      throw new StartRefused(
          "%sring is %s: write each model once".formatted(PREFIX, properties.ring()));
    }
    requireKnown("default-model", defaultModel(properties), entries);
    return new Catalogue(
        entries, defaultModel(properties), properties.ring(), properties.prices(), open);
  }

  /** How a model of another name is called; null when it is not to be called at all. */
  @Nullable PassedOn passOn(String name) {
    if (!PASSED_ON.matcher(name).matches()) {
      return null;
    }
    if (open) {
      var entry = entries.values().iterator().next();
      return new PassedOn(entry, entry.renamed(name, name, prices.get(name)));
    }
    int colon = name.indexOf(':');
    var entry = colon < 0 ? null : entries.get(name.substring(0, colon));
    if (entry == null || !entry.simulated()) {
      return null;
    }
    var knobs = (entry.providerModel().indexOf(':') < 0 ? ":" : ",") + name.substring(colon + 1);
    return new PassedOn(entry, entry.renamed(name, entry.providerModel() + knobs, null));
  }

  private static String defaultModel(ModelProperties properties) {
    var named = properties.defaultModel();
    return named.isBlank() ? properties.ring().getFirst() : named;
  }

  private static ModelSettings settings(String name, ModelEntry entry, ModelProperties properties) {
    if (!NAME.matcher(name).matches()) {
      throw new StartRefused(
          "%scatalogue has a model named '%s': write letters, digits and . _ : / @ + - only"
              .formatted(PREFIX, name));
    }
    return ModelSettings.of(name, entry, properties);
  }

  private static void requireKnown(
      String property, String name, Map<String, ModelSettings> entries) {
    if (!entries.containsKey(name)) {
      throw new StartRefused(
          "%s%s names %s, which is not in the catalogue; there are: %s"
              .formatted(PREFIX, property, name, String.join(", ", entries.keySet())));
    }
  }
}
