package dev.turnpike.schemas;

/** The registry refuses a schema, or holds one that is not usable here; trying again is no use. */
public final class SchemaRefusedException extends RuntimeException {

  SchemaRefusedException(String message) {
    super(message);
  }
}
