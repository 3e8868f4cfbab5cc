package dev.turnpike.embedded.registry;

import java.util.List;
import org.apache.avro.Schema;

/**
 * A schema under an id. Two schemas with the same text and references are the same one.
 *
 * @param text normalised JSON; types from references stand in it by name only
 * @param parsed with the types from references
 */
record StoredSchema(int id, String text, List<Reference> references, Schema parsed) {

  /** A type that another subject's version defines. */
  record Reference(String name, String subject, int version) {}

  /** A schema as one of a subject's versions, numbered from 1. */
  record Version(String subject, int number, StoredSchema schema) {}

  boolean sameAs(StoredSchema other) {
    return text.equals(other.text) && references.equals(other.references);
  }

  StoredSchema withId(int assigned) {
    return new StoredSchema(assigned, text, references, parsed);
  }
}
