package io.powermeter.nvsmi;

import io.powermeter.host.Host;
import io.powermeter.sampler.Detection;
import io.powermeter.sampler.Reading;
import io.powermeter.sampler.Sampler;
import java.nio.file.Path;

/** A program that prints the joules of the first card of the machine that it runs on, or of the one under a folder. */
final class ReadCards {
    private ReadCards() {}

    public static void main(String[] args) {
        Host host = args.length == 0 ? Host.local() : Host.at(Path.of(args[0]));
        Detection detection = new NvidiaProvider().detect(host);
        if (detection instanceof Detection.Found found) {
            try (Sampler sampler = found.samplers().get(0)) {
                Reading reading = new Reading(sampler.channels().size());
                sampler.sample(reading);
                System.out.println(sampler.channels().get(0).id() + " " + reading.get(0));
            }
        } else {
            System.out.println(detection);
        }
    }
}
