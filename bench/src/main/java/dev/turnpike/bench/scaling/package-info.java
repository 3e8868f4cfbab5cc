/** How far a deployment goes, calculated from what was measured. */
@NullMarked
package dev.turnpike.bench.scaling;

import org.jspecify.annotations.NullMarked;
