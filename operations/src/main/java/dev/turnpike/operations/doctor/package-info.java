/**
 * Looks at a deployment's settings and at everything that it stands on, and says in words what is
 * wrong. Nothing is changed, and nothing that costs money is asked for.
 */
@NullMarked
package dev.turnpike.operations.doctor;

import org.jspecify.annotations.NullMarked;
