package dev.turnpike.models;

import java.util.Collection;

/** A model was asked for that the catalogue does not have. The message lists those that it has. */
public final class UnknownModelException extends IllegalArgumentException {

  UnknownModelException(String asked, Collection<String> known) {
    super("There is no model %s; there are: %s".formatted(asked, String.join(", ", known)));
  }
}
