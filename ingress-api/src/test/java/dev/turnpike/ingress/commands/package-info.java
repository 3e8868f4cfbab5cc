@NullMarked
package dev.turnpike.ingress.commands;

import org.jspecify.annotations.NullMarked;
