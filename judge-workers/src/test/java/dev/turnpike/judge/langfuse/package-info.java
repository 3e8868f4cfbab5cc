@NullMarked
package dev.turnpike.judge.langfuse;

import org.jspecify.annotations.NullMarked;
