package dev.turnpike.schemas;

import java.time.Duration;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic and the one record type it carries.
 *
 * @param partitions how many partitions the provisioner gives it
 * @param retention how long Kafka keeps its records
 */
public record Topic<V extends SpecificRecord>(
    String name,
    Class<V> valueType,
    int partitions,
    Duration retention,
    Cleanup cleanup,
    Compatibility compatibility) {

  /** What the generated classes add to their schemas; no other language knows it. */
  private static final String JAVA_STRING_TYPE = ",\"avro.java.string\":\"String\"";

  public Topic {
    if (partitions < 1) {
      throw new IllegalArgumentException("Topic " + name + " needs at least one partition.");
    }
  }

  /** The registry's subject of the values, by Confluent's TopicNameStrategy. */
  public String subject() {
    return name + "-value";
  }

  /** Where records go that can't be read or always fail. */
  public String deadLetterTopic() {
    return name + ".dlt";
  }

  /**
   * The schema as it is registered: that of the {@code .avsc} sources. The generated class's own
   * has Java's string type in it, so a registry would not find it.
   */
  public Schema schema() {
    String generated = SpecificData.get().getSchema(valueType).toString();
    return new Schema.Parser().parse(generated.replace(JAVA_STRING_TYPE, ""));
  }

  @Override
  public String toString() {
    return name;
  }
}
