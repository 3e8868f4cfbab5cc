package dev.turnpike.judge.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Evaluations as files. Readers skip fields that they don't know. */
public final class EvaluationFile {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private EvaluationFile() {}

  public static String json(Evaluation evaluation) {
    return JSON.writeValueAsString(evaluation) + "\n";
  }

  /**
   * @throws EvaluationRefusal when it is no result of this format
   */
  public static Evaluation read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new EvaluationRefusal(
          "There is no baseline %s: make one with ./turnpike eval run, and name its .json file."
              .formatted(file),
          e);
    } catch (IOException e) {
      throw new EvaluationRefusal("%s can't be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  static Evaluation parse(String name, String content) {
    try {
      int format = JSON.readTree(content).path("format").asInt(0);
      if (format != Evaluation.FORMAT) {
        throw new EvaluationRefusal(
            "%s has the format %d, and this version reads %d: make the baseline anew with ./turnpike eval run."
                .formatted(name, format, Evaluation.FORMAT));
      }
      return JSON.readValue(content, Evaluation.class);
    } catch (JacksonException e) {
      throw new EvaluationRefusal(
          "%s is no result of an evaluation: name the .json file that ./turnpike eval run wrote."
              .formatted(name),
          e);
    }
  }
}
