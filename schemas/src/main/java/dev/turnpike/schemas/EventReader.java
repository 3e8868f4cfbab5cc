package dev.turnpike.schemas;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;

/** What reading a record takes whatever its type: the writer's schema, then all of its bytes. */
final class EventReader {

  private EventReader() {}

  /** The schema that a record was written with; an unknown id is the record's fault. */
  static Schema writerSchema(SchemaRegistry registry, int id) {
    try {
      return registry.schemaOf(id);
    } catch (SchemaNotFoundException | SchemaRefusedException e) {
      throw new MalformedEventException(
          "The record's schema id is %d. %s".formatted(id, e.getMessage()), e);
    }
  }

  static <D> D read(DatumReader<D> reader, byte[] record) {
    int start = WireFormat.HEADER_BYTES;
    BinaryDecoder decoder =
        DecoderFactory.get().binaryDecoder(record, start, record.length - start, null);
    D value;
    boolean whole;
    try {
      value = reader.read(null, decoder);
      whole = decoder.isEnd();
    } catch (IOException | RuntimeException e) {
      // Nothing but the bytes decides whether this succeeds, whatever the exception.
      throw new MalformedEventException(
          "The record's bytes do not fit its schema (%s).".formatted(e.getClass().getSimpleName()),
          e);
    }
    if (!whole) {
      throw new MalformedEventException("Bytes are left over after the record's end.", null);
    }
    return value;
  }
}
