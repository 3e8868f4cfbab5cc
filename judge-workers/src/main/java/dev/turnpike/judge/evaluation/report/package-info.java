/** Evaluations as files: figures for programs, a page for people. */
@NullMarked
package dev.turnpike.judge.evaluation.report;

import org.jspecify.annotations.NullMarked;
