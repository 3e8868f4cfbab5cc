/**
 * What every service needs to live in its surroundings: settings for Kafka, the schema registry and
 * the database, checks that refuse to start with one clear sentence, and the state of those three
 * while the service runs. A service imports {@link dev.turnpike.platform.PlatformConfiguration} and
 * starts through {@link dev.turnpike.platform.Platform#application}.
 */
@NullMarked
package dev.turnpike.platform;

import org.jspecify.annotations.NullMarked;
