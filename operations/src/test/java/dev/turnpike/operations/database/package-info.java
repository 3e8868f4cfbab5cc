@NullMarked
package dev.turnpike.operations.database;

import org.jspecify.annotations.NullMarked;
