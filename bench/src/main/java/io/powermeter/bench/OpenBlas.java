package io.powermeter.bench;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/** OpenBLAS's product of two matrices, on one thread and on memory of its own, so that nothing is copied. */
final class OpenBlas {

    private OpenBlas() {}

    /** {@code c = a * b} with a (rows, depth) and b (depth, columns). */
    static Runnable product(float[] a, float[] b, int rows, int depth, int columns) {
        openblas.blas_set_num_threads(1);
        FloatPointer left = new FloatPointer(a);
        FloatPointer right = new FloatPointer(b);
        FloatPointer result = new FloatPointer((long) rows * columns);
        return () -> openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                openblas.CblasNoTrans,
                openblas.CblasNoTrans,
                rows,
                columns,
                depth,
                1f,
                left,
                depth,
                right,
                columns,
                0f,
                result,
                columns);
    }
}
