package io.powermeter.workloads.kernel.vector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.BinaryProductContract;
import org.junit.jupiter.api.BeforeEach;

class PopcountProductTest extends BinaryProductContract {

    @BeforeEach
    void requireTheVectorApi() {
        assumeTrue(Backends.vector().isPresent(), "this JVM has no module " + Backends.VECTOR_MODULE);
        assumeTrue(BitCount.available(), "the vector API of this JVM counts no bits");
    }

    @Override
    protected BinaryProduct product(int outputs, int inputs, int batch) {
        return new PopcountProduct(outputs, inputs, batch);
    }
}
