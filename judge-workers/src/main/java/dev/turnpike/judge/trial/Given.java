package dev.turnpike.judge.trial;

import dev.turnpike.events.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate gave when asked.
 *
 * @param what null: nothing that could be read
 * @param missing why not; null where there is something
 */
record Given<T>(@Nullable T what, Usage usage, @Nullable String missing) {}
