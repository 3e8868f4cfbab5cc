@NullMarked
package dev.turnpike.chaos.audit;

import org.jspecify.annotations.NullMarked;
