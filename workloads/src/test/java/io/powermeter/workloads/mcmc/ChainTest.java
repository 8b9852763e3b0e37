package io.powermeter.workloads.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.data.ImageShape;
import io.powermeter.workloads.data.LabeledImages;
import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.nn.Architecture;
import io.powermeter.workloads.nn.Model;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Stage;
import io.powermeter.workloads.nn.Workers;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChainTest {

    private static Chain.Rule rule(Nets net, String neighbourhood, Proposal proposal, Prior prior, double lambda) {
        int layers = net.architecture.shapes().size();
        return new Chain.Rule(
                Collections.nCopies(layers, 1.0 / layers),
                Collections.nCopies(layers, Neighbourhood.parse(neighbourhood)),
                proposal,
                prior,
                lambda,
                0.5);
    }

    private static Chain chain(Nets net, List<Parameters> parameters, Chain.Rule rule) {
        return chain(net, parameters, rule, new Workers(1));
    }

    private static Chain chain(Nets net, List<Parameters> parameters, Chain.Rule rule, Workers workers) {
        return new Chain(
                Backends.plain(),
                net.architecture,
                parameters,
                rule,
                Nets.images(),
                Nets.all(),
                new Random(5),
                workers);
    }

    private static Proposal student(double scale) {
        return Proposal.step(Law.STUDENT, List.of(scale, scale, scale));
    }

    private static void run(Chain chain, int steps) {
        for (int step = 0; step < steps; step++) {
            chain.step();
        }
    }

    private static Stream<Arguments> netsAndNeighbourhoods() {
        return Stream.of(Nets.values()).flatMap(net -> Stream.of("3", "row").map(which -> Arguments.of(net, which)));
    }

    /** Such steps take the exponentials out of their range in nearly every tile. */
    @ParameterizedTest
    @EnumSource(Nets.class)
    void loss_afterHugeMoves_isThatOfTheParameters(Nets net) {
        List<Parameters> parameters = net.parameters(1);
        Chain chain = chain(net, parameters, rule(net, "3", student(100), Prior.NONE, 0));

        run(chain, 30);

        double expected = Nets.loss(net.architecture, parameters, 0.5);
        assertThat(expected).isGreaterThan(100);
        assertThat(chain.loss()).isCloseTo(expected, within(1e-6 * expected));
    }

    @ParameterizedTest
    @MethodSource("netsAndNeighbourhoods")
    void step_lambda0AndNoPrior_acceptsEverything(Nets net, String neighbourhood) {
        Chain chain = chain(net, net.parameters(1), rule(net, neighbourhood, student(0.1), Prior.NONE, 0));

        run(chain, 30);

        for (int l = 0; l < net.architecture.shapes().size(); l++) {
            assertThat(chain.acceptance(l)).isEqualTo(1);
            assertThat(chain.acceptance(l)).as("asked again").isNaN();
        }
    }

    @Test
    void step_infiniteLambda_neverGoesUp() {
        Chain chain = chain(
                Nets.MLP,
                Nets.MLP.parameters(1),
                rule(Nets.MLP, "3", student(0.1), Prior.NONE, Double.POSITIVE_INFINITY));
        double first = chain.loss();
        double last = first;
        for (int step = 0; step < 100; step++) {
            chain.step();
            assertThat(chain.loss()).isLessThanOrEqualTo(last);
            last = chain.loss();
        }
        assertThat(last).isLessThan(first);
    }

    @ParameterizedTest
    @MethodSource("netsAndNeighbourhoods")
    void step_proposalThatIsNotFinite_isRejectedAndChangesNoBit(Nets net, String neighbourhood) {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            List<Parameters> parameters = net.parameters(1);
            Chain chain = chain(net, parameters, rule(net, neighbourhood, (l, value, random) -> bad, Prior.NONE, 0));
            double before = chain.loss();

            run(chain, 4);

            assertThat(chain.loss()).isEqualTo(before);
            assertThat(parameters).usingRecursiveComparison().isEqualTo(net.parameters(1));
        }
    }

    @Test
    void step_sameSeed_goesTheSameWayWithAnyNumberOfThreads() {
        double[] losses = new double[4];
        for (int i = 0; i < losses.length; i++) {
            Nets net = Nets.CONVOLUTION;
            Chain.Rule rule = rule(net, "3", student(0.1), Prior.of(Law.STUDENT, 0.1), 1e3);
            try (Workers workers = new Workers(i + 1)) {
                Chain chain = chain(net, net.parameters(1), rule, workers);
                run(chain, 100);
                losses[i] = chain.loss();
            }
        }
        assertThat(losses).containsOnly(losses[0]);
    }

    @Test
    void step_flips_keepEveryWeightAndBiasAt1Or_1() {
        List<Parameters> parameters = Nets.MLP.parameters(1);
        for (Parameters each : parameters) {
            Arrays.fill(each.weight, 1f);
            Arrays.fill(each.bias, -1f);
        }
        Chain chain = chain(Nets.MLP, parameters, rule(Nets.MLP, "2", Proposal.flip(0.5), Prior.NONE, 10));

        run(chain, 200);

        for (Parameters each : parameters) {
            for (float[] values : List.of(each.weight, each.bias)) {
                for (float value : values) {
                    assertThat(Math.abs(value)).isEqualTo(1f);
                }
            }
        }
        assertThat(parameters.get(0).weight).contains(1f, -1f);
        assertThat(chain.loss()).isCloseTo(Nets.loss(Nets.MLP.architecture, parameters, 0.5), within(1e-6));
    }

    /** Half of the flips of one weight change nothing, and those are accepted. */
    @Test
    void acceptance_oneWeightFlippedHalfOfTheTime_isAboveOneHalf() {
        Chain.Rule greedy = rule(Nets.SOFTMAX, "1", Proposal.flip(0.5), Prior.NONE, Double.POSITIVE_INFINITY);
        Chain chain = chain(Nets.SOFTMAX, Nets.SOFTMAX.parameters(1), greedy);

        run(chain, 400);

        assertThat(chain.acceptance(0)).isBetween(0.5, 0.8);
    }

    /** With lambda 0 the chain draws from the prior: the rule is right only if the spread of the weights is the prior's. */
    @Test
    void step_lambda0_samplesThePrior() {
        Architecture tiny = new Architecture(new ImageShape(1, 1, 1), List.of(new Stage.Dense(10)));
        LabeledImages image = new LabeledImages(new ImageShape(1, 1, 1), new byte[] {1}, new byte[] {0});
        Parameters parameters = new Parameters(10, 10);
        Chain chain = new Chain(
                Backends.plain(),
                tiny,
                List.of(parameters),
                new Chain.Rule(
                        List.of(1.0), List.of(Neighbourhood.parse("2")), student(1.5), Prior.of(Law.GAUSSIAN, 2), 0, 1),
                image,
                new int[] {0},
                new Random(1),
                new Workers(1));
        double squares = 0;
        int steps = 5_000;
        for (int step = 0; step < steps; step++) {
            chain.step();
            for (int i = 0; i < 10; i++) {
                squares += parameters.weight[i] * parameters.weight[i] + parameters.bias[i] * parameters.bias[i];
            }
        }
        assertThat(Math.sqrt(squares / steps / 20)).isCloseTo(2, within(0.3));
    }

    /**
     * One weight that is 1 or -1, all other parameters 0: with the proposal of the other sign in every step the chain is in
     * the state of the higher loss {@code exp(-lambda * difference)} times as often as in the other. It leaves that in the
     * next step, so the number of visits varies less than that of independent draws.
     */
    @Test
    void step_oneWeightOfTwoSigns_isInEachAsOftenAsItsLossSays() {
        double lambda = 3;
        ImageShape shape = new ImageShape(1, 1, 1);
        LabeledImages images = new LabeledImages(shape, new byte[] {(byte) 255, (byte) 204, 51}, new byte[] {0, 0, 1});
        Parameters parameters = new Parameters(10, 10);
        parameters.weight[0] = 1;
        Chain chain = new Chain(
                Backends.plain(),
                new Architecture(shape, List.of(new Stage.Dense(10))),
                List.of(parameters),
                new Chain.Rule(
                        List.of(1.0), List.of(Neighbourhood.parse("20")), Proposal.flip(1), Prior.NONE, lambda, 1),
                images,
                new int[] {0, 1, 2},
                new Random(1),
                new Workers(1));
        int steps = 20_000;
        int higher = 0;
        for (int step = 0; step < steps; step++) {
            chain.step();
            higher += parameters.weight[0] < 0 ? 1 : 0;
        }

        double ratio = Math.exp(-lambda * (threeImages(-1) - threeImages(1)));
        double expected = ratio / (1 + ratio);
        double deviation = Math.sqrt(expected * (1 - expected) / steps);
        assertThat((double) higher / steps).isCloseTo(expected, within(4 * deviation));
    }

    /** The mean loss over pixels of 1, 0.8 and 0.2, of which the first two are of the class whose logit is weight * pixel. */
    private static double threeImages(double weight) {
        double sum = 0;
        for (double pixel : new double[] {1, 0.8, 0.2}) {
            sum += Math.log(Math.exp(weight * pixel) + 9) - (pixel > 0.5 ? weight * pixel : 0);
        }
        return sum / 3;
    }

    @Test
    void show_otherImages_takesTheirLoss() {
        List<Parameters> parameters = Nets.MLP.parameters(1);
        Chain chain = chain(Nets.MLP, parameters, rule(Nets.MLP, "3", student(0.1), Prior.NONE, 10));
        double all = chain.loss();

        chain.show(Nets.images(), new int[] {3, 1, 4});
        assertThat(chain.loss()).isNotEqualTo(all);

        chain.show(Nets.images(), Nets.all());
        assertThat(chain.loss()).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource(Chain.Score.class)
    void prune_half_zeroesTheLowestForGood(Chain.Score score) {
        Nets net = Nets.MLP;
        List<Parameters> parameters = net.parameters(1);
        Chain chain = chain(net, parameters, rule(net, "3", student(0.5), Prior.NONE, 1));
        run(chain, 100);

        chain.prune(0.5, score);
        List<float[]> pruned =
                parameters.stream().map(each -> each.weight.clone()).toList();
        assertThat(chain.loss()).isCloseTo(Nets.loss(net.architecture, parameters, 0.5), within(1e-6));
        run(chain, 100);

        int zeros = 0;
        for (int l = 0; l < parameters.size(); l++) {
            for (int i = 0; i < pruned.get(l).length; i++) {
                if (pruned.get(l)[i] == 0) {
                    zeros++;
                    assertThat(parameters.get(l).weight[i]).isZero();
                }
            }
        }
        int weights = parameters.stream().mapToInt(each -> each.weight.length).sum();
        assertThat(zeros).isEqualTo(weights - Math.round(weights / 2.0));
    }

    @Test
    void requireMovable_pooling_saysWhichModelsItTakes() {
        assertThatThrownBy(() -> Chain.requireMovable(Model.LENET5.architecture(new ImageShape(1, 28, 28))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A chain moves networks of dense layers, the first of which may be a convolution, with ReLU"
                        + " between: take --model softmax, mlp, lenet300 or conv1.");
    }
}
