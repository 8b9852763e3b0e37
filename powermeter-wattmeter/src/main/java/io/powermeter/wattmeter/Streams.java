package io.powermeter.wattmeter;

import io.powermeter.host.Host;
import io.powermeter.host.LineStream;
import io.powermeter.host.UnreadableException;
import io.powermeter.measurement.Channel;
import io.powermeter.meter.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The meters that tell by themselves, line after line: a program that goes on writing, or a serial port. */
final class Streams {
    private static final int OMEGAWATT_MODULE = 6;

    private Streams() {}

    /** A program that writes one reading a line. */
    static Meter command(MeterLine line) {
        WattText text = WattText.of(line);
        List<String> words = line.words();
        return new Stream(line, List.of(line.power()), (host, frames, clock) -> {
            LineStream stream = stream(host, told -> take(told, text, frames, clock), words);
            return new ProgramFeed(stream.start());
        });
    }

    /** A serial port on which a meter writes one reading a line. */
    static Meter serial(MeterLine line) {
        WattText text = WattText.of(line);
        int baud = line.whole("baud", 9600, 50, 4_000_000);
        requireDevice(line);
        return new Stream(
                line,
                List.of(line.power()),
                (host, frames, clock) -> new SerialLines(
                                host.locate(line.place()), baud, told -> take(told, text, frames, clock))
                        .start());
    }

    /** OmegaWatt's meters, through the program of their maker. */
    static Meter omegawatt(MeterLine line) {
        requireDevice(line);
        int count = line.whole("channels", OMEGAWATT_MODULE, OMEGAWATT_MODULE, 96);
        if (count % OMEGAWATT_MODULE != 0) {
            throw line.wrong("channels must be a multiple of 6");
        }
        int[] channels = channels(line, count);
        List<Channel> powers = channels.length == 1
                ? List.of(line.power())
                : Arrays.stream(channels)
                        .mapToObj(c -> line.power("power-" + c))
                        .toList();
        List<String> words =
                List.of(line.text("program").orElse("wattmetre-read"), "--tty=" + line.place(), "--nb=" + count);
        return new Stream(line, powers, (host, frames, clock) -> {
            OmegaWatt lines = new OmegaWatt(channels, frames, clock);
            return new ProgramFeed(
                    stream(host, lines::line, words).endedBy("USR1").start());
        });
    }

    /** Returns the channels of a line, such as {@code 1,2} for a machine with two power supplies. */
    static int[] channels(MeterLine line, int count) {
        String text = line.text("channel").orElse("1");
        int[] channels = text.matches("[0-9]{1,2}(,[0-9]{1,2})*")
                ? Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray()
                : new int[0];
        boolean wrong = Arrays.stream(channels).anyMatch(channel -> channel < 1 || channel > count)
                || Arrays.stream(channels).distinct().count() < channels.length;
        if (channels.length == 0 || wrong) {
            throw line.wrong("channel must be one or more different numbers from 1 to " + count + ", such as 1,2");
        }
        return channels;
    }

    private static void requireDevice(MeterLine line) {
        if (!line.place().matches("/[^\\s]+")) {
            throw line.wrong("the path of a serial port is expected behind the colon");
        }
    }

    private static LineStream stream(Host host, LineStream.Sink sink, List<String> words) throws MeterException {
        try {
            return host.stream(sink, words.toArray(new String[0]));
        } catch (UnreadableException e) {
            throw MeterException.lasting("there is no program " + words.get(0), "Give its whole path, or install it.");
        }
    }

    private static void take(String told, WattText text, Frames frames, Clock clock) {
        if (text.concerns(told)) {
            frames.add(clock.nanos(), text.watts(told));
        }
    }

    private record Stream(MeterLine line, List<Channel> roots, Opener opener) implements Meter {
        @Override
        public MeterSampler open(Host host, Clock clock) throws MeterException {
            Frames frames = new Frames(roots.size());
            return StreamSampler.awaited(line, roots, frames, opener.open(host, frames, clock), clock);
        }
    }

    private interface Opener {
        StreamSampler.Feed open(Host host, Frames frames, Clock clock) throws MeterException;
    }

    private record ProgramFeed(LineStream stream) implements StreamSampler.Feed {
        @Override
        public Optional<String> trouble() {
            return stream.trouble();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
