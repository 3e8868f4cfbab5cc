/**
 * Where a request comes from, behind proxies that are trusted and only those. What limits how often
 * somebody may call stands in {@code limits.rates}.
 */
@NullMarked
package dev.turnpike.ingress.limits;

import org.jspecify.annotations.NullMarked;
