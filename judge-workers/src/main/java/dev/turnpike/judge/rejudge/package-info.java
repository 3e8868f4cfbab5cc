/**
 * Judges history again, beside the service: {@link dev.turnpike.judge.rejudge.Rejudging} is the
 * door.
 */
@NullMarked
package dev.turnpike.judge.rejudge;

import org.jspecify.annotations.NullMarked;
