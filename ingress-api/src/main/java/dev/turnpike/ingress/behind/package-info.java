/**
 * Rows that are written behind an answer: {@link dev.turnpike.ingress.behind.WriteBehind}. For what
 * may be lost in a crash and must never make anybody wait.
 */
@NullMarked
package dev.turnpike.ingress.behind;

import org.jspecify.annotations.NullMarked;
