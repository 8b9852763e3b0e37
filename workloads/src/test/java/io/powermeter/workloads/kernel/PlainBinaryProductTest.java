package io.powermeter.workloads.kernel;

class PlainBinaryProductTest extends BinaryProductContract {

    @Override
    protected BinaryProduct product(int outputs, int inputs, int batch) {
        return Backends.plain().binary(outputs, inputs, batch);
    }
}
