package dev.turnpike.embedded.model.answers;

import java.util.Comparator;
import java.util.Map;

/**
 * Turns "The user's name is Ada" into "my name is Ada", and "The user likes tea" into "I like tea".
 */
final class FirstPerson {
  private static final Map<String, String> BEGINNINGS =
      Map.of("your ", "my ", "you are ", "I am ", "you were ", "I was ", "you ", "I ");

  private FirstPerson() {}

  static String of(String statement) {
    String second = SecondPerson.of(statement);
    return BEGINNINGS.keySet().stream()
        .filter(second::startsWith)
        .max(Comparator.comparingInt(String::length))
        .map(you -> BEGINNINGS.get(you) + second.substring(you.length()))
        .orElse(second);
  }
}
