@NullMarked
package dev.turnpike.ingress.openai;

import org.jspecify.annotations.NullMarked;
