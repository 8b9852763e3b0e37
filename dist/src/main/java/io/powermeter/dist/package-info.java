/**
 * What a release has beside its jars: manual pages and completion for shells, made of the commands themselves by
 * {@link io.powermeter.dist.Generate} while the archive is built. Nothing of it is shipped as code, and it knows of the
 * commands only what picocli tells.
 */
@NullMarked
package io.powermeter.dist;

import org.jspecify.annotations.NullMarked;
