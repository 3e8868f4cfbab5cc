/**
 * Models: which one answers, how it is called, what it used and cost.
 *
 * <p>{@link dev.turnpike.models.ModelClient} is the door. Any server that speaks OpenAI's chat
 * format will do.
 */
@NullMarked
package dev.turnpike.models;

import org.jspecify.annotations.NullMarked;
