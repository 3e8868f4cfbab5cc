/** The services of the local run, each as a Spring context here or as a JVM of its own. */
@NullMarked
package dev.turnpike.local.services;

import org.jspecify.annotations.NullMarked;
