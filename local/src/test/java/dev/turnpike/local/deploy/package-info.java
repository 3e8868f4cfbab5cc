/** What is deployed to Kubernetes is valid, and fits the services and their documentation. */
@NullMarked
package dev.turnpike.local.deploy;

import org.jspecify.annotations.NullMarked;
