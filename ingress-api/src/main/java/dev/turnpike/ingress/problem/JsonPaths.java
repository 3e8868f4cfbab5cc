package dev.turnpike.ingress.problem;

import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Where in a JSON body a value has the wrong type, and which type is right. */
final class JsonPaths {
  private JsonPaths() {}

  /** Such as {@code messages[0].role}. */
  static String of(DatabindException failure) {
    StringBuilder path = new StringBuilder();
    for (Reference step : failure.getPath()) {
      String name = step.getPropertyName();
      if (name == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(name);
      }
    }
    return path.toString();
  }

  static String expectation(DatabindException failure) {
    Class<?> target =
        failure instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
    if (target == null) {
      return "has the wrong type";
    }
    if (CharSequence.class.isAssignableFrom(target)) {
      return "must be a string";
    }
    if (Collection.class.isAssignableFrom(target) || target.isArray()) {
      return "must be an array";
    }
    if (Map.class.isAssignableFrom(target) || target.isRecord()) {
      return "must be an object";
    }
    return "has the wrong type";
  }
}
