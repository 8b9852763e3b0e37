package io.powermeter.workloads.kernel;

class PlainLinearTest extends LinearContract {

    @Override
    Backend backend() {
        return Backends.plain();
    }
}
