/** The system under test and the model behind it: found running, or started here. */
@NullMarked
package dev.turnpike.bench.system;

import org.jspecify.annotations.NullMarked;
