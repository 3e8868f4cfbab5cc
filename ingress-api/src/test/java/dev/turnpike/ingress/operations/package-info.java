@NullMarked
package dev.turnpike.ingress.operations;

import org.jspecify.annotations.NullMarked;
