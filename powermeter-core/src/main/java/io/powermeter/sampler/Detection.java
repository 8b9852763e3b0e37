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
     * @param missed whether a run must say that it lacks this: the user named it, or it is there and does not answer
     */
    record Absent(String reason, String remedy, boolean missed) implements Detection {
        /** Makes the absence of something that nobody expects. */
        public Absent(String reason, String remedy) {
            this(reason, remedy, false);
        }
    }
}
