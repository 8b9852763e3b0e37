package io.powermeter.sampler;

import java.util.List;

/** What a provider finds on a host. */
public sealed interface Detection {
    /**
     * Something can be measured.
     *
     * @param samplers ready to be used, and to be closed by who uses them
     */
    record Found(List<Sampler> samplers) implements Detection {
        public Found {
            samplers = List.copyOf(samplers);
        }
    }

    /**
     * Nothing can be measured.
     *
     * @param reason one sentence: what is missing, and where
     * @param remedy what to type or do, in one or more lines; empty if nothing can be done
     * @param hangs whether something is there that does not answer, so that a run lacks what it should have
     */
    record Absent(String reason, String remedy, boolean hangs) implements Detection {
        public Absent(String reason, String remedy) {
            this(reason, remedy, false);
        }
    }
}
