package io.powermeter.workloads.kernel;

class VectorSparseTest extends SparseContract {

    @Override
    Backend backend() {
        return VectorTests.backend();
    }
}
