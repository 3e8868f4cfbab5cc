package dev.turnpike.judge.evaluation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads data sets: a JSON object on each line, blank lines between them allowed. */
public final class DatasetFile {

  private static final int SHOWN = 10;

  private DatasetFile() {}

  /**
   * @throws EvaluationRefusal when the file, or any line of it, is unusable; it tells of all lines
   */
  public static Dataset read(Path file) {
    try {
      return parse(
          String.valueOf(file.getFileName()), Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new EvaluationRefusal(
          "There is no data set %s: name a file with one JSON object a line.".formatted(file), e);
    } catch (MalformedInputException e) {
      throw new EvaluationRefusal("%s is not UTF-8: save it as that.".formatted(file), e);
    } catch (IOException e) {
      throw new EvaluationRefusal("%s can't be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  static Dataset parse(String name, String content) {
    List<String> mistakes = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    int number = 0;
    // Other line separators, such as U+2028, may stand in a JSON text as they are.
    for (String line : content.split("\r?\n", -1)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        var item = DatasetLine.parse(number == 1 ? withoutMark(line) : line);
        Integer earlier = lines.putIfAbsent(item.id(), number);
        if (earlier != null) {
          throw new IllegalArgumentException(
              "\"id\" is \"%s\" as on line %d: give each line its own"
                  .formatted(item.id(), earlier));
        }
        items.add(item);
      } catch (IllegalArgumentException e) {
        mistakes.add("line %d: %s".formatted(number, e.getMessage()));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new EvaluationRefusal(
          "%s can't be used, and nothing was run:\n  %s%s"
              .formatted(
                  name,
                  String.join("\n  ", mistakes.subList(0, Math.min(SHOWN, mistakes.size()))),
                  mistakes.size() > SHOWN
                      ? "\n  and %d more".formatted(mistakes.size() - SHOWN)
                      : ""));
    }
    if (items.isEmpty()) {
      throw new EvaluationRefusal(
          "%s has no lines: write at least {\"id\": \"hello\", \"input\": \"Hello\"}."
              .formatted(name));
    }
    return new Dataset(name, Item.hash(items.toString()), items);
  }

  /** Some editors begin a file with it. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }
}
