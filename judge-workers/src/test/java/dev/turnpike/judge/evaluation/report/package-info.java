@NullMarked
package dev.turnpike.judge.evaluation.report;

import org.jspecify.annotations.NullMarked;
