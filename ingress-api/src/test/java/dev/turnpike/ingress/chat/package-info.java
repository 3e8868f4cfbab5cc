@NullMarked
package dev.turnpike.ingress.chat;

import org.jspecify.annotations.NullMarked;
