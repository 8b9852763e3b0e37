package io.powermeter.workloads.kernel;

class PlainSparseTest extends SparseContract {

    @Override
    Backend backend() {
        return Backends.plain();
    }
}
