/**
 * Which turns are judged, and what becomes of the verdicts: {@link
 * dev.turnpike.judge.scoring.TurnScorer}.
 */
@NullMarked
package dev.turnpike.judge.scoring;

import org.jspecify.annotations.NullMarked;
