@NullMarked
package dev.turnpike.report;

import org.jspecify.annotations.NullMarked;
