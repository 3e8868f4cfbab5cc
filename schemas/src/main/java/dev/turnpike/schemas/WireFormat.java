package dev.turnpike.schemas;

import java.nio.ByteBuffer;

/**
 * Confluent's wire format: a zero byte, the schema's id as four bytes big-endian, then the record
 * in Avro's binary encoding.
 */
final class WireFormat {

  static final int HEADER_BYTES = 5;

  private WireFormat() {}

  static byte[] header(int schemaId) {
    return ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(schemaId).array();
  }

  static int schemaId(byte[] record) {
    if (record.length > 0 && record[0] == 1) {
      throw new MalformedEventException(
          "The record starts with magic byte 1, Confluent's form with a schema GUID, usually in a"
              + " header; only magic byte 0 with a schema id can be read: let the producer use"
              + " PrefixSchemaIdSerializer.",
          null);
    }
    if (record.length > 0 && record[0] != 0) {
      throw new MalformedEventException(
          "The record starts with byte %d, not with Confluent's magic byte 0."
              .formatted(record[0] & 0xff),
          null);
    }
    if (record.length < HEADER_BYTES) {
      throw new MalformedEventException(
          "The record has %d bytes; magic byte and schema id alone take %d."
              .formatted(record.length, HEADER_BYTES),
          null);
    }
    return ByteBuffer.wrap(record, 1, 4).getInt();
  }
}
