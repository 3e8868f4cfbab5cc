@NullMarked
package dev.turnpike.judge.statistics;

import org.jspecify.annotations.NullMarked;
