package dev.turnpike.ingress.sessions;

import dev.turnpike.ingress.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a new session shall be like.
 *
 * @param agent who answers in it, for as long as it lasts; by default the agent named default
 */
record SessionRequest(@Text(min = 1, max = 200) @Nullable String agent) {}
