package io.powermeter.jfr;

import io.powermeter.meter.Phase;
import io.powermeter.meter.PowerMeter;
import io.powermeter.meter.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

public class Example {
    public static void main(String[] args) throws IOException {
        PowerMeter meter = PowerMeter.builder()
                .recordTo(Path.of(args[0]))
                .period(Duration.ofMillis(20))
                .listener(new JfrEvents())
                .build();
        try (Run run = meter.start("primes")) {
            for (int million = 1; million <= 3; million++) {
                Phase sieve = run.phase("sieve");
                run.metric("primes", primesBelow(million * 1_000_000));
                sieve.close();
            }
        }
    }

    private static int primesBelow(int limit) {
        boolean[] composite = new boolean[limit];
        int primes = 0;
        for (int n = 2; n < limit; n++) {
            if (!composite[n]) {
                primes++;
                for (long multiple = (long) n * n; multiple < limit; multiple += n) {
                    composite[(int) multiple] = true;
                }
            }
        }
        return primes;
    }
}
