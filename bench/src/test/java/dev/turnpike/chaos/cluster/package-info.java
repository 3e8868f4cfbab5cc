@NullMarked
package dev.turnpike.chaos.cluster;

import org.jspecify.annotations.NullMarked;
