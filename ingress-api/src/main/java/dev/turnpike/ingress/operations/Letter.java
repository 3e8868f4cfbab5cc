package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with what it holds, which may be people's text.
 *
 * @param event the value, if it can be read; left out if not, or if it is too long to be shown
 * @param unread why there is no event
 * @param text the beginning of the value where it is UTF-8
 * @param hex the beginning of the value
 * @param cut whether the value is longer than what is shown of it
 * @param redrives when it was driven again, oldest first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Letter(
    LetterSummary summary,
    List<LetterHeaders.Shown> headers,
    @Nullable Map<String, Object> event,
    @Nullable String unread,
    @Nullable String text,
    @Nullable String hex,
    boolean cut,
    List<Redrive> redrives) {

  /**
   * One time.
   *
   * @param offset where the record is now; left out when Kafka did not acknowledge it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Redrive(
      java.time.Instant at,
      String topic,
      @JsonProperty("partition") @Nullable Integer partition,
      @JsonProperty("offset") @Nullable Long offset) {}

  Letter {
    headers = List.copyOf(headers);
    redrives = List.copyOf(redrives);
  }
}
