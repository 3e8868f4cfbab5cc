@NullMarked
package dev.turnpike.ingress.openai.responses;

import org.jspecify.annotations.NullMarked;
