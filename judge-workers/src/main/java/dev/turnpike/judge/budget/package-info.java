/** What judging may consume in a day: {@link dev.turnpike.judge.budget.DailyBudget}. */
@NullMarked
package dev.turnpike.judge.budget;

import org.jspecify.annotations.NullMarked;
