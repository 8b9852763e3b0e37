package io.powermeter.workloads.kernel.vector;

import java.util.Optional;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorOperators.Unary;
import org.jspecify.annotations.Nullable;

/** The vector API's operator that counts bits. Not there before JDK 19, so it is found by name. */
final class BitCount {

    /** A constant for the compiler nevertheless. */
    static final @Nullable Unary OPERATOR = find().orElse(null);

    private BitCount() {}

    /** Whether this JVM's vector API can count bits. */
    static boolean available() {
        return OPERATOR != null;
    }

    private static Optional<Unary> find() {
        try {
            return Optional.of(
                    (Unary) VectorOperators.class.getField("BIT_COUNT").get(null));
        } catch (NoSuchFieldException e) {
            return Optional.empty();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("VectorOperators.BIT_COUNT is not public.", e);
        }
    }
}
