package dev.turnpike.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * A schema registry. Every call throws {@link RegistryUnavailableException} when the registry gives
 * no usable answer. Thread-safe; answers that can't change are remembered for ever, failures never.
 */
public interface SchemaRegistry extends AutoCloseable {

  /** A client of any registry with Confluent's REST API. Connects on first use. */
  static SchemaRegistry connect(RegistrySettings settings) {
    return new ConfluentRegistry(settings);
  }

  /**
   * The id under which records of a subject are written with a schema. Registers the schema if it
   * is unknown and the settings say so.
   *
   * @throws SchemaNotFoundException with a sentence that says what is missing and what to do
   * @throws SchemaRefusedException if it had to be registered and the registry refuses it
   */
  int idOf(String subject, Schema schema);

  /**
   * The schema with an id, its references included.
   *
   * @throws SchemaNotFoundException if the registry does not know the id
   * @throws SchemaRefusedException if it is no Avro schema, or can't be parsed
   */
  Schema schemaOf(int id);

  /**
   * Registers a schema whatever the settings say, and gives its id. Does nothing if it is there.
   *
   * @throws SchemaRefusedException if the subject's compatibility forbids it
   */
  int register(String subject, Schema schema);

  /** Whether a subject has exactly this schema as one of its versions. */
  boolean isRegistered(String subject, Schema schema);

  /** Whether a subject has any version at all. */
  boolean hasSubject(String subject);

  /**
   * Why a subject would not take a schema as things are, in the registry's words; empty if it
   * would. Registers nothing.
   */
  Optional<String> incompatibility(String subject, Schema schema);

  /** The compatibility set for a subject itself; empty if the registry's default rules. */
  Optional<Compatibility> compatibilityOf(String subject);

  void setCompatibility(String subject, Compatibility compatibility);

  /** Whether it takes new schemas; one that does not say does. */
  default boolean isWritable() {
    return true;
  }

  /** Where it is, for messages to people. */
  String address();

  @Override
  void close();

  /**
   * The check at start of a service that must not register schemas itself.
   *
   * @return one sentence for each topic whose schema is missing, with what to do; empty if all is
   *     well
   */
  default List<String> missing(Collection<? extends Topic<?>> topics) {
    List<String> sentences = new ArrayList<>();
    for (Topic<?> topic : topics) {
      try {
        idOf(topic.subject(), topic.schema());
      } catch (SchemaNotFoundException | SchemaRefusedException e) {
        sentences.add(e.getMessage());
      }
    }
    return sentences;
  }
}
