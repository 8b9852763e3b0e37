@NullMarked
package io.powermeter.aipowermeter;

import org.jspecify.annotations.NullMarked;
