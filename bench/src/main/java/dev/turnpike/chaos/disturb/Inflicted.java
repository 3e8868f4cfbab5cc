package dev.turnpike.chaos.disturb;

import java.time.Instant;

/**
 * A disturbance that was carried out.
 *
 * @param target the part that it hit, or "" if it hit none in particular
 * @param until when it had been healed; the part may take longer to be as before
 */
public record Inflicted(Kind kind, String target, Instant from, Instant until) {}
