@NullMarked
package dev.turnpike.ingress.document;

import org.jspecify.annotations.NullMarked;
