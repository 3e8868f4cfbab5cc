package dev.turnpike.ingress.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter without what it holds.
 *
 * @param at when it became one
 * @param reason a short code
 * @param failure what was the matter, in words; never anything of a person's
 * @param group that could not handle the record
 * @param size of the value, in bytes
 * @param redriven how often it was driven again
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record LetterSummary(
    String topic,
    int partition,
    long offset,
    Instant at,
    @Nullable String key,
    @Nullable String reason,
    @Nullable String failure,
    @Nullable String group,
    @JsonProperty("original_topic") @Nullable String originalTopic,
    @JsonProperty("original_partition") @Nullable Long originalPartition,
    @JsonProperty("original_offset") @Nullable Long originalOffset,
    @JsonProperty("original_at") @Nullable Instant originalAt,
    int size,
    @JsonProperty("value_left_out") boolean valueLeftOut,
    int redriven) {

  static LetterSummary of(ConsumerRecord<byte[], byte[]> letter) {
    LetterHeaders headers = new LetterHeaders(letter);
    return new LetterSummary(
        letter.topic(),
        letter.partition(),
        letter.offset(),
        Instant.ofEpochMilli(letter.timestamp()),
        letter.key() == null ? null : LetterHeaders.shown(letter.key()),
        headers.text("reason"),
        headers.text("failure"),
        headers.text("group"),
        headers.text("topic"),
        headers.number("partition"),
        headers.number("offset"),
        headers.time("timestamp"),
        letter.value() == null ? 0 : letter.value().length,
        headers.has("value-bytes-left-out"),
        0);
  }

  LetterSummary withRedriven(int times) {
    return new LetterSummary(
        topic,
        partition,
        offset,
        at,
        key,
        reason,
        failure,
        group,
        originalTopic,
        originalPartition,
        originalOffset,
        originalAt,
        size,
        valueLeftOut,
        times);
  }
}
