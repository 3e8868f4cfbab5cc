@NullMarked
package dev.turnpike.ingress.backlog;

import org.jspecify.annotations.NullMarked;
