@NullMarked
package dev.turnpike.judge.rejudge;

import org.jspecify.annotations.NullMarked;
