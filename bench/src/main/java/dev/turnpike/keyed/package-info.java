/**
 * Micro-benchmarks of keyed consumption. They are in its package, as what they measure is private
 * to it, and in this module, so that nothing that is shipped knows JMH.
 */
@NullMarked
package dev.turnpike.keyed;

import org.jspecify.annotations.NullMarked;
