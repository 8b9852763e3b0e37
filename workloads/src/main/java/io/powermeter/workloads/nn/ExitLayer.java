package io.powermeter.workloads.nn;

import io.powermeter.workloads.kernel.LinearShape;
import java.util.Iterator;
import java.util.List;

/** A branch to logits of its own. What passes by stays as it is; its gradient gets the branch's added. */
final class ExitLayer implements Layer {

    private final Activation passing;
    private final Activation seen;
    private final Layers branch;

    ExitLayer(Activation passing, List<Stage> stages, Iterator<LinearShape> shapes, Iterator<Weights> weights) {
        this.passing = passing;
        this.seen = passing.sameValues();
        this.branch = new Layers(seen, stages, shapes, weights);
    }

    Activation logits() {
        return branch.output();
    }

    @Override
    public Activation output() {
        return passing;
    }

    @Override
    public void forward() {
        branch.forward();
    }

    @Override
    public void backwardWeight() {
        branch.backward(true);
    }

    @Override
    public void backwardInput() {
        for (int j = 0; j < passing.gradient.length; j++) {
            passing.gradient[j] += seen.gradient[j];
        }
    }
}
