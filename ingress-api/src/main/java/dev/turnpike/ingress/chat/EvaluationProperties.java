package dev.turnpike.ingress.chat;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Turns that are evaluations.
 *
 * @param enabled whether they are taken: off by default, since nothing is learned from them and
 *     they are not in analytics, though they count against limits and budgets like all turns
 */
@ConfigurationProperties("turnpike.ingress.evaluation")
record EvaluationProperties(@DefaultValue("false") boolean enabled) {}
