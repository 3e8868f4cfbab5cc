@NullMarked
package dev.turnpike.chaos.report;

import org.jspecify.annotations.NullMarked;
