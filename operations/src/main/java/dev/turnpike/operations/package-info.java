/**
 * What those who run Turnpike type: commands that set a deployment up, look into it, repair it and
 * work over what it has recorded. Nothing here is embedded; everything is where the environment
 * says.
 */
@NullMarked
package dev.turnpike.operations;

import org.jspecify.annotations.NullMarked;
