@NullMarked
package dev.turnpike.judge.verdict;

import org.jspecify.annotations.NullMarked;
