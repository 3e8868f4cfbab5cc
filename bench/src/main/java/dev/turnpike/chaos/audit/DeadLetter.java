package dev.turnpike.chaos.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record of a dead-letter topic.
 *
 * @param origin where the original is, as its headers say
 */
record DeadLetter(
    @Nullable ByteBuffer key, @Nullable ByteBuffer value, String reason, Optional<Place> origin) {

  static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
    Optional<Place> origin =
        header(record, "dlt-topic")
            .flatMap(
                topic ->
                    header(record, "dlt-partition")
                        .flatMap(
                            partition ->
                                header(record, "dlt-offset")
                                    .map(
                                        offset ->
                                            new Place(
                                                topic,
                                                Integer.parseInt(partition),
                                                Long.parseLong(offset)))));
    return new DeadLetter(
        buffer(record.key()),
        buffer(record.value()),
        header(record, "dlt-reason").orElse(""),
        origin);
  }

  static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
  }

  private static Optional<String> header(ConsumerRecord<?, ?> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
