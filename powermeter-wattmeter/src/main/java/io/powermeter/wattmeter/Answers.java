package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.host.RepeatedCommand;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.measurement.Origin;
import io.powermeter.meter.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The meters that a program tells of each time it is run. */
final class Answers {
    /** A management controller may take seconds; a program that takes longer than this tells nothing of the instant. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private Answers() {}

    /** How the power is found in what a program wrote. */
    interface Meaning {
        double watts(String text) throws MeterException;
    }

    /** A program, and the meaning of what it writes. */
    record Question(List<String> words, Meaning meaning) {}

    /** Any program. */
    static Meter poll(MeterLine line) {
        WattText text = WattText.of(line);
        return new Asked(line, List.of(new Question(line.words(), told -> only(told, text))));
    }

    private static double only(String told, WattText text) throws MeterException {
        List<String> lines = told.lines().filter(text::concerns).toList();
        double watts = lines.isEmpty() ? Double.NaN : text.watts(lines.get(0));
        if (Double.isNaN(watts) || lines.size() > 1 && !text.isLabelled()) {
            throw MeterException.of("its answer tells no power");
        }
        return watts;
    }

    /** The machine's management controller: by DCMI with one of two programs, or one of its sensors. */
    static Meter ipmi(MeterLine line) {
        if (!line.place().isEmpty()) {
            throw line.wrong("nothing is expected behind the colon but parameters");
        }
        String sensor = line.text("sensor").orElse("");
        if (!sensor.isEmpty()) {
            return new Asked(
                    line, List.of(new Question(List.of("ipmitool", "sdr"), told -> IpmiText.sensor(told, sensor))));
        }
        return new Asked(
                line,
                List.of(
                        new Question(List.of("ipmitool", "dcmi", "power", "reading"), IpmiText::dcmi),
                        new Question(List.of("ipmi-dcmi", "--get-system-power-statistics"), IpmiText::dcmi)));
    }

    /** A UPS that Network UPS Tools know. */
    static Meter nut(MeterLine line) {
        if (!line.place().matches("[A-Za-z0-9_][A-Za-z0-9_.-]*(@[A-Za-z0-9._:\\[\\]-]+)?")) {
            throw line.wrong("UPS or UPS@HOST is expected behind the colon");
        }
        return new Asked(line, List.of(new Question(List.of("upsc", line.place()), NutText::watts)));
    }

    /** A line whose meter is asked by a program: the first of some that gives a reading. */
    private record Asked(MeterLine line, List<Question> questions) implements Meter {
        @Override
        public MeterSampler open(Host host, Clock clock) throws MeterException {
            List<String> reasons = new ArrayList<>();
            for (Question question : questions) {
                String[] words = question.words().toArray(new String[0]);
                try {
                    String told = host.run(LIMIT, words);
                    double watts = question.meaning().watts(told);
                    RepeatedCommand program = host.repeated(LIMIT, words);
                    return new AnswerSampler(line, channels(told), program, question.meaning(), watts, clock);
                } catch (UnreadableException e) {
                    reasons.add(
                            e.reason() == UnreadableException.Reason.MISSING
                                    ? "there is no program " + words[0]
                                    : words[0] + " failed: " + IpmiText.reason(String.valueOf(e.getMessage())));
                } catch (MeterException e) {
                    reasons.add(words[0] + ": " + e.sentence());
                }
            }
            String all = String.join("; ", reasons);
            throw MeterException.of(all, remedy(all));
        }

        private String remedy(String reason) {
            return switch (line.scheme()) {
                case IPMI -> IpmiText.remedy(reason);
                case NUT ->
                    reason.startsWith("there is no program")
                            ? "Install it: sudo apt install nut-client"
                            : "See which there are: upsc -l";
                default -> "See what it writes: run it by hand.";
            };
        }

        private List<Channel> channels(String told) {
            Channel power = line.power();
            return List.of(
                    line.scheme() == Scheme.NUT && NutText.isEstimate(told)
                            ? new Channel(
                                    power.id(),
                                    power.component(),
                                    power.quantity(),
                                    Origin.ESTIMATED,
                                    power.partOf(),
                                    null,
                                    null)
                            : power);
        }
    }
}
