@NullMarked
package dev.turnpike.bench.micro;

import org.jspecify.annotations.NullMarked;
