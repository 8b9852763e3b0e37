package io.powermeter.wattmeter;

import io.powermeter.host.RepeatedCommand;
import io.powermeter.measurement.Channel;
import io.powermeter.meter.Clock;
import io.powermeter.sampler.Reading;
import java.util.List;
import java.util.Optional;

/** Gives the last answer of a program that is run again and again. */
final class AnswerSampler extends MeterSampler {
    private final RepeatedCommand program;
    private final Answers.Meaning meaning;
    private final Clock clock;
    private final double firstWatts;
    private final long firstNanos;
    private boolean begun;

    AnswerSampler(
            MeterLine line,
            List<Channel> channels,
            RepeatedCommand program,
            Answers.Meaning meaning,
            double firstWatts,
            Clock clock) {
        super(line, channels);
        this.program = program;
        this.meaning = meaning;
        this.clock = clock;
        this.firstWatts = firstWatts;
        this.firstNanos = clock.nanos();
    }

    @Override
    void read(Reading reading) {
        Optional<RepeatedCommand.Answer> answer = program.poll();
        boolean first = !begun;
        begun = true;
        if (answer.isPresent()) {
            take(answer.get(), reading);
        } else if (first && clock.nanos() - firstNanos < line().silentNanos()) {
            reading.set(0, firstWatts);
            reading.at(firstNanos);
        } else if (program.isSilent()) {
            warn(reading, "its program gives no answer any more");
        } else {
            reading.nothingNew();
        }
    }

    private void take(RepeatedCommand.Answer answer, Reading reading) {
        reading.at(answer.nanos());
        try {
            if (answer.exitCode() != 0) {
                throw MeterException.of("its program failed: " + IpmiText.reason(answer.text()));
            }
            reading.set(0, meaning.watts(answer.text()));
        } catch (MeterException e) {
            warn(reading, e);
        }
    }

    @Override
    public void close() {
        program.close();
    }
}
