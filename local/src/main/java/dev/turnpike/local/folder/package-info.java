/** The data folder: what the local run keeps between starts and tells other commands. */
@NullMarked
package dev.turnpike.local.folder;

import org.jspecify.annotations.NullMarked;
