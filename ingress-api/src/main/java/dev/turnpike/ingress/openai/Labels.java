package dev.turnpike.ingress.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request's own labels, within OpenAI's limits.
 *
 * @param values carried through to the completed turn
 */
public record Labels(Map<String, String> values) {
  private static final String FIELD = "metadata";
  private static final String SESSION = "session_id";
  private static final int MOST = 16;
  private static final int LONGEST_KEY = 64;
  private static final int LONGEST_VALUE = 512;

  public Labels {
    values = Map.copyOf(values);
  }

  public static Labels of(JsonObject body) {
    return body.object(FIELD).map(Labels::read).orElseGet(() -> new Labels(Map.of()));
  }

  /** The name of the conversation, when one of the labels says it. */
  public Optional<String> session() {
    return Optional.ofNullable(values.get(SESSION)).filter(name -> !name.isEmpty());
  }

  private static Labels read(JsonObject metadata) {
    if (metadata.node().size() > MOST) {
      throw JsonObject.wrong(FIELD, "must have at most %d entries".formatted(MOST));
    }
    Map<String, String> values = new LinkedHashMap<>();
    metadata
        .node()
        .properties()
        .forEach(
            entry -> {
              String key = entry.getKey();
              if (key.length() > LONGEST_KEY || key.indexOf('\0') >= 0) {
                throw JsonObject.wrong(
                    FIELD, "must have keys of at most %d characters".formatted(LONGEST_KEY));
              }
              String name = FIELD + "." + key;
              values.put(key, JsonObject.text(entry.getValue(), name, 0, LONGEST_VALUE));
            });
    return new Labels(values);
  }
}
