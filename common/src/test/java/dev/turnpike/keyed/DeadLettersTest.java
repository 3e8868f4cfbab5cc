package dev.turnpike.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private static final byte[] KEY = {0, -1, 5};
  private static final byte[] VALUE = {-128, 127, 0, 0};

  private final RecordHeaders headers = new RecordHeaders();
  private final PoisonRecordException failure = new PoisonRecordException("why", "A sentence.");

  private ConsumerRecord<byte[], byte[]> record() {
    return new ConsumerRecord<>(
        "topic",
        3,
        42L,
        1_000L,
        TimestampType.CREATE_TIME,
        3,
        4,
        KEY,
        VALUE,
        headers,
        Optional.empty());
  }

  @Test
  void leaveBytesAndHeadersUntouched() {
    headers.add("trace", new byte[] {9});
    headers.add("dlt-reason", Stage.bytes("an earlier one"));
    var before = headers.toArray();

    var letter = new DeadLetters("topic.dlt", "group", 1_000).letter(record(), "why", failure);

    assertThat(letter.topic()).isEqualTo("topic.dlt");
    assertThat(letter.partition()).isNull();
    assertThat(letter.key()).isSameAs(KEY);
    assertThat(letter.value()).isSameAs(VALUE);
    assertThat(letter.headers().toArray()).startsWith(before);
    assertThat(headers.toArray()).as("the record's own").containsExactly(before);
    assertThat(Arrays.stream(letter.headers().toArray()).skip(2).map(DeadLettersTest::text))
        .containsExactly(
            "dlt-reason=why",
            "dlt-failure=A sentence.",
            "dlt-group=group",
            "dlt-topic=topic",
            "dlt-partition=3",
            "dlt-offset=42",
            "dlt-timestamp=1000");
  }

  @Test
  void leaveOutAValueThatWouldMakeThemTooLarge() {
    var letter = new DeadLetters("topic.dlt", "group", 50).letter(record(), "why", failure);

    assertThat(letter.value()).isNull();
    assertThat(letter.key()).isSameAs(KEY);
    assertThat(
            text(Objects.requireNonNull(letter.headers().lastHeader("dlt-value-bytes-left-out"))))
        .endsWith("=4");
  }

  @Test
  void tellTypeAndPlaceOfAFailureThatMayQuoteAUser() {
    assertThat(DeadLetters.describe(new IllegalStateException("what she wrote")))
        .startsWith("java.lang.IllegalStateException at dev.turnpike.keyed.DeadLettersTest")
        .doesNotContain("wrote");
  }

  private static String text(Header header) {
    return header.key() + "=" + Stage.text(header.value());
  }
}
