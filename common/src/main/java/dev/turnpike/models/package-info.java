/**
 * Models: which one answers, how it is called, what it used and cost.
 *
 * <p>{@link dev.turnpike.models.Models} is the door. Any server that speaks OpenAI's chat format
 * will do. How to configure it is told in {@code docs/models.md}.
 */
@NullMarked
package dev.turnpike.models;

import org.jspecify.annotations.NullMarked;
