@NullMarked
package dev.turnpike.judge.scoring;

import org.jspecify.annotations.NullMarked;
