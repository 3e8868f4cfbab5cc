package dev.turnpike.judge.evaluation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was asked under one id, and all answers to it.
 *
 * @param fingerprint of what was asked
 */
public record ItemResult(
    String id,
    String fingerprint,
    List<String> tags,
    List<Message> messages,
    @Nullable String reference,
    List<AnswerResult> answers) {

  public ItemResult {
    tags = List.copyOf(tags);
    messages = List.copyOf(messages);
    answers = List.copyOf(answers);
  }

  /** The mean over its answers; empty if none has a score. */
  @JsonIgnore
  public OptionalDouble score(String rubric) {
    return answers.stream()
        .flatMap(answer -> answer.score(rubric).stream())
        .mapToDouble(Double::doubleValue)
        .average();
  }

  /** Its checks: one passes if it does for every answer. */
  @JsonIgnore
  public Map<String, Boolean> checks() {
    Map<String, Boolean> checks = new LinkedHashMap<>();
    for (var answer : answers) {
      answer
          .checks()
          .forEach(each -> checks.merge(each.check(), each.passed(), Boolean::logicalAnd));
    }
    return checks;
  }
}
