/** What the images are made of, and the file that runs them together. */
@NullMarked
package dev.turnpike.local.images;

import org.jspecify.annotations.NullMarked;
