package dev.turnpike.agent.turns;

import dev.turnpike.events.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.message.MissingSchemaException;

/**
 * Steps as bytes, in Avro's single-object encoding (Avro 1.12 specification, "Single-object
 * encoding"): the schema's fingerprint stands before the data.
 */
final class StepCodec {

  private StepCodec() {}

  static byte[] write(Step step) {
    try {
      var buffer = Step.getEncoder().encode(step);
      var bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The steps of a turn, oldest first; none when a worker of another version wrote one of them: its
   * schema is not known here, so the turn begins anew.
   */
  static List<Step> read(List<byte[]> records) {
    try {
      var steps = new java.util.ArrayList<Step>(records.size());
      for (var record : records) {
        steps.add(Step.getDecoder().decode(record));
      }
      return steps;
    } catch (MissingSchemaException e) {
      return List.of();
    } catch (IOException | AvroRuntimeException e) {
      throw new IllegalStateException("A stored step can't be read", e);
    }
  }
}
