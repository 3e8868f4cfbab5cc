package dev.turnpike.judge.budget;

import java.time.LocalDate;

/**
 * What a day's judging has consumed.
 *
 * @param unpricedTokens of calls whose cost is not known
 */
record Spent(LocalDate day, long nanoUsd, long unpricedTokens) {}
