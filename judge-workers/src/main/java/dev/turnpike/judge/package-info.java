/** The judge workers: from completed turns to scores under rubrics. */
@NullMarked
package dev.turnpike.judge;

import org.jspecify.annotations.NullMarked;
