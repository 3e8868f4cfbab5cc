@NullMarked
package dev.turnpike.ingress.accounts;

import org.jspecify.annotations.NullMarked;
