@NullMarked
package dev.turnpike.bench.report;

import org.jspecify.annotations.NullMarked;
