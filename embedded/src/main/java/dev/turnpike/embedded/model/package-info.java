/** The simulated model: an OpenAI-compatible server that needs no model, no key and no network. */
@NullMarked
package dev.turnpike.embedded.model;

import org.jspecify.annotations.NullMarked;
