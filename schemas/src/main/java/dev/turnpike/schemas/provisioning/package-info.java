/** Brings Kafka and the schema registry into the state that the services need, and checks it. */
@NullMarked
package dev.turnpike.schemas.provisioning;

import org.jspecify.annotations.NullMarked;
