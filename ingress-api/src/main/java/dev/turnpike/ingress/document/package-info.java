/**
 * The API's own description (OpenAPI 3.1): what springdoc finds in the controllers, completed with
 * the examples in {@code openapi/*.yml} and with what is common to all calls.
 */
@NullMarked
package dev.turnpike.ingress.document;

import org.jspecify.annotations.NullMarked;
