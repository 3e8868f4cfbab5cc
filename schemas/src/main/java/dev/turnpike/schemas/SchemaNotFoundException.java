package dev.turnpike.schemas;

/** The registry answered, and does not have the subject, version, id or schema asked for. */
public final class SchemaNotFoundException extends RuntimeException {

  SchemaNotFoundException(String message) {
    super(message);
  }
}
