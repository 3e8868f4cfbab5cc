package dev.turnpike.analytics.query;

import dev.turnpike.schemas.EventSerde;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * A part as bytes, from one instance to another: the partitions, then the events as in their topic;
 * a count goes before each list, and a length before each event, as four bytes big-endian.
 */
record EventList<T extends SpecificRecord>(EventSerde<T> events) {

  byte[] write(Part<T> part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(part.partitions().size());
      for (int partition : part.partitions()) {
        out.writeInt(partition);
      }
      out.writeInt(part.items().size());
      for (T item : part.items()) {
        byte[] event = events.serialize(item);
        out.writeInt(event.length);
        out.write(event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IOException if the bytes are no such list
   */
  Part<T> read(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    Set<Integer> partitions = new LinkedHashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      partitions.add(in.readInt());
    }
    List<T> items = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      int length = in.readInt();
      if (length < 0 || length > in.available()) {
        throw new IOException("An event of %d bytes does not fit.".formatted(length));
      }
      items.add(events.deserialize(in.readNBytes(length)));
    }
    return new Part<>(partitions, items);
  }
}
