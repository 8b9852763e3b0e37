package io.powermeter.workloads.kernel;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The vector backend for tests, which are skipped where this JVM has none. */
final class VectorTests {

    private VectorTests() {}

    static Backend backend() {
        Optional<Backend> vector = Backends.vector();
        Assumptions.assumeTrue(vector.isPresent(), "this JVM has no module " + Backends.VECTOR_MODULE);
        return vector.orElseThrow();
    }
}
