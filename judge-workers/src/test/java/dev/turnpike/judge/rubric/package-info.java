@NullMarked
package dev.turnpike.judge.rubric;

import org.jspecify.annotations.NullMarked;
