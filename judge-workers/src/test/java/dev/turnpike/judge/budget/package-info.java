@NullMarked
package dev.turnpike.judge.budget;

import org.jspecify.annotations.NullMarked;
