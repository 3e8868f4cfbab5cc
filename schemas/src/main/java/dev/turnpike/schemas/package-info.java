/**
 * Topics, their record types, and how records become bytes: Avro in Confluent's wire format, with
 * schemas kept in any registry that has Confluent's REST API.
 */
@NullMarked
package dev.turnpike.schemas;

import org.jspecify.annotations.NullMarked;
