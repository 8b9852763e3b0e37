package io.powermeter.workloads.kernel;

class VectorLinearTest extends LinearContract {

    @Override
    Backend backend() {
        return VectorTests.backend();
    }
}
