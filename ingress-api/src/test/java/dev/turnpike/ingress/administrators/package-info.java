@NullMarked
package dev.turnpike.ingress.administrators;

import org.jspecify.annotations.NullMarked;
