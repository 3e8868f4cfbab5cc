/** Micro-benchmarks: how they are run and what is written about them. */
@NullMarked
package dev.turnpike.bench.micro;

import org.jspecify.annotations.NullMarked;
