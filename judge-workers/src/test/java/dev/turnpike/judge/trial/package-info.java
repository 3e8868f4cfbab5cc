@NullMarked
package dev.turnpike.judge.trial;

import org.jspecify.annotations.NullMarked;
