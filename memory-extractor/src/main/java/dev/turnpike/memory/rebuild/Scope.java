package dev.turnpike.memory.rebuild;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose memory is rebuilt, in statements: {@code {scope}} becomes a condition on {@code user_id}.
 *
 * @param user null: everybody's
 */
record Scope(@Nullable String user) {

  String sql(String template) {
    return template.replace("{scope}", user == null ? "true" : "user_id = :scope_user");
  }

  Map<String, Object> parameters() {
    return user == null ? Map.of() : Map.of("scope_user", user);
  }

  boolean includes(String userId) {
    return user == null || user.equals(userId);
  }
}
