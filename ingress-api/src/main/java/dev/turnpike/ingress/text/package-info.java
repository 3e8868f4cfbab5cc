/** Rules about text that comes from outside. */
@NullMarked
package dev.turnpike.ingress.text;

import org.jspecify.annotations.NullMarked;
