/** The services' tables, made and opened by whoever owns them before the services start. */
@NullMarked
package dev.turnpike.operations.database;

import org.jspecify.annotations.NullMarked;
