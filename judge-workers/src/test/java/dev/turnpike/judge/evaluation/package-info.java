@NullMarked
package dev.turnpike.judge.evaluation;

import org.jspecify.annotations.NullMarked;
