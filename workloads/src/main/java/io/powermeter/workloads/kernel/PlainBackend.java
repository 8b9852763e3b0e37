package io.powermeter.workloads.kernel;

/** The kernels in plain Java, written so that HotSpot turns their inner loops into vector code where it can. */
final class PlainBackend implements Backend {

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public Linear dense(LinearShape shape, int batch) {
        return shape.isDense() ? new PlainDense(shape, batch) : new PlainLinear(shape, batch);
    }
}
