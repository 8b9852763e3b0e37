package io.powermeter.reports.comparison;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison was made for.
 *
 * @param title for people
 * @param question that it is to answer
 * @param per what its costs are those of one of, such as {@code multiplication}; empty if they are those of whole parts
 * @param published what others found
 */
public record Study(String title, String question, String per, List<Published> published) {
    public Study {
        published = List.copyOf(published);
    }

    /**
     * One finding of others.
     *
     * @param what they looked at
     * @param value what they found, in their own unit
     * @param source who, where and when
     * @param url of the source, empty if it has none
     * @param look what to look for in the comparison
     * @param ours what stands beside it, null if nothing does
     */
    public record Published(
            String what,
            String value,
            String source,
            String url,
            String look,
            @Nullable Ours ours) {}

    /**
     * A figure of the comparison.
     *
     * @param group label of the group
     * @param phase empty for all of what is compared of a run
     * @param figure its {@link Figure#id id}; of a phase its label in lower case
     */
    public record Ours(String group, String phase, String figure) {}
}
