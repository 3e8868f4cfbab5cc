package dev.turnpike.ingress.tokens;

/** Who may see and do what concerns everybody. Whoever names them answers at once, from memory. */
public interface Administrators {
  boolean include(String userId);
}
