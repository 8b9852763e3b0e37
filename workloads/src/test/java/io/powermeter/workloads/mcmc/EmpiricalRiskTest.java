package io.powermeter.workloads.mcmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.powermeter.workloads.kernel.Backends;
import io.powermeter.workloads.nn.Parameters;
import io.powermeter.workloads.nn.Workers;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmpiricalRiskTest {

    private static final double SCALE = 0.5;

    private final Random random = new Random(2);
    private final Move move = new Move();

    private static List<MovableLayer> layers(Nets net, List<Parameters> parameters) {
        return IntStream.range(0, parameters.size())
                .mapToObj(l -> new MovableLayer(net.architecture.shapes().get(l), parameters.get(l)))
                .toList();
    }

    private static EmpiricalRisk risk(List<MovableLayer> layers) {
        return new EmpiricalRisk(Backends.plain(), layers, (float) SCALE, Nets.images(), Nets.all(), new Workers(1));
    }

    private double propose(EmpiricalRisk risk, List<MovableLayer> layers, String neighbourhood, double scale) {
        int l = random.nextInt(layers.size());
        MovableLayer layer = layers.get(l);
        move.begin(l);
        for (int i : Neighbourhood.parse(neighbourhood).draw(new LayerState(layer), random)) {
            move.add(i, layer.get(i), (float) (layer.get(i) + Law.GAUSSIAN.draw(scale, random)));
        }
        return risk.propose(move);
    }

    static Stream<Arguments> netsAndNeighbourhoods() {
        return Stream.of(Nets.values())
                .flatMap(net ->
                        Stream.of("1", "3", "1000", "row", "row:2", "block:2").map(which -> Arguments.of(net, which)));
    }

    @ParameterizedTest
    @MethodSource("netsAndNeighbourhoods")
    void loss_afterAcceptedAndRejectedMoves_isThatOfTheParameters(Nets net, String neighbourhood) {
        List<Parameters> parameters = net.parameters(1);
        List<MovableLayer> layers = layers(net, parameters);
        EmpiricalRisk risk = risk(layers);
        for (int i = 0; i < 90; i++) {
            propose(risk, layers, neighbourhood, 0.2);
            boolean accepted = i % 3 != 0;
            risk.settle(accepted);
            if (accepted) {
                move.applyTo(layers.get(move.layer()));
            }
        }
        double expected = Nets.loss(net.architecture, parameters, SCALE);
        assertThat(risk.loss()).isCloseTo(expected, within(1e-6 * expected));
        assertThat(risk.refresh()).isCloseTo(expected, within(1e-6 * expected));
    }

    /** The long steps make tiles renew their shift, which rejection must take back too. */
    @ParameterizedTest
    @EnumSource(Nets.class)
    void settle_rejected_leavesEveryBitAsItWas(Nets net) {
        List<MovableLayer> layers = layers(net, net.parameters(1));
        EmpiricalRisk risk = risk(layers);
        double loss = risk.loss();
        for (int i = 0; i < 30; i++) {
            assertThat(propose(risk, layers, "5", i % 2 == 0 ? 0.1 : 1000)).isNotEqualTo(loss);
            risk.settle(false);
        }
        assertThat(risk.loss()).isEqualTo(loss);
        double later = propose(risk, layers, "5", 0.1);
        assertThat(risk(layers).propose(move)).isEqualTo(later);
    }
}
