package dev.turnpike.embedded.model.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Who speaks. OpenAI's {@code developer} is read as {@code system}. */
public enum Role {
  SYSTEM,
  USER,
  ASSISTANT,
  TOOL;

  static Role of(String name, String param) {
    if (name.equals("developer")) {
      return SYSTEM;
    }
    return Arrays.stream(values())
        .filter(role -> role.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name, param));
  }

  private static RequestRefused unknown(String name, String param) {
    String known = Arrays.stream(values()).map(Role::wireName).collect(Collectors.joining(", "));
    return RequestRefused.invalid(
        "Unknown role '%s': write one of %s, developer.".formatted(name, known), param);
  }

  private String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
