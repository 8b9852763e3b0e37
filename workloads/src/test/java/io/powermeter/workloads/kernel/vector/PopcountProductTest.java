package io.powermeter.workloads.kernel.vector;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.kernel.BinaryProduct;
import io.powermeter.workloads.kernel.BinaryProductContract;
import org.junit.jupiter.api.Assumptions;

class PopcountProductTest extends BinaryProductContract {

    @Override
    protected BinaryProduct product(int outputs, int inputs, int batch) {
        Assumptions.assumeTrue(Backends.vector().isPresent(), "this JVM has no module " + Backends.VECTOR_MODULE);
        Assumptions.assumeTrue(PopcountProduct.available(), "the vector API of this JVM counts no bits");
        return new PopcountProduct(outputs, inputs, batch);
    }
}
