/** The way to the analytics' reports, which are served inside the deployment only. */
@NullMarked
package dev.turnpike.ingress.analytics;

import org.jspecify.annotations.NullMarked;
