/**
 * How often somebody may call. Decisions are made in memory; what the nodes counted is brought
 * together behind them ({@link dev.turnpike.ingress.limits.rates.CountExchange}).
 */
@NullMarked
package dev.turnpike.ingress.limits.rates;

import org.jspecify.annotations.NullMarked;
