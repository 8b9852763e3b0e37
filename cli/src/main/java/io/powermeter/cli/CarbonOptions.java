package io.powermeter.cli;

import io.powermeter.carbon.CarbonTerms;
import io.powermeter.carbon.GridIntensity;
import io.powermeter.grid.GridFollower;
import io.powermeter.grid.GridSource;
import io.powermeter.grid.Places;
import io.powermeter.meter.Clock;
import io.powermeter.meter.Run;
import io.powermeter.recording.Mark;
import io.powermeter.recording.Recording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How energy becomes carbon. */
final class CarbonOptions {
    private static final Set<String> INTENSITY =
            Set.of(CarbonTerms.INTENSITY, CarbonTerms.PLACE, CarbonTerms.YEAR, CarbonTerms.SOURCE);

    @Option(
            names = {"--country", "--region"},
            paramLabel = "PLACE",
            description = "Place of the grid: a country (FR, FRA or France), a state (US-CA), or a cloud region"
                    + " (gcp:europe-west9, aws:eu-west-3); the world's average if not given.")
    private @Nullable String country;

    @Option(
            names = "--intensity",
            paramLabel = "G",
            description = "Grid intensity in grams of CO2e per kWh, instead of a place's; 40-60 if it is not certain.")
    private @Nullable String intensity;

    @Option(
            names = "--grid",
            paramLabel = "SOURCE",
            description = "Who is asked by the network for the grid's intensity of the time: electricitymaps:ZONE, uk,"
                    + " uk:POSTCODE, or https://HOST/PATH#/JSON/POINTER; nobody if not given.")
    private @Nullable String grid;

    @Option(
            names = "--grid-token-file",
            paramLabel = "FILE",
            description = "File with the token of that source; or set POWERMETER_GRID_TOKEN.")
    private @Nullable Path tokenFile;

    @Option(
            names = "--pue",
            paramLabel = "X",
            description = "Power usage effectiveness of the building, 1 if not given; 1.1-1.6 if it is not certain.")
    private @Nullable String pue;

    @Option(
            names = "--embodied",
            paramLabel = "KG/Y",
            description = "CO2e of the making of the machine and its years of use, such as 1200kg/4y.")
    private @Nullable String embodied;

    private final Set<String> complaints = new LinkedHashSet<>();
    private @Nullable String silence;

    /** Asks for the grid's intensity until it is closed; to be closed before the run is. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }

    /** Returns the terms as settings of a run, checked; what a table tells is put in, so that the run keeps it. */
    Map<String, String> settings() throws UsageException {
        Map<String, String> settings = given();
        GridSource source = source();
        if (source != null) {
            settings.put(CarbonTerms.GRID, source.name());
            usualOf(source, settings);
        }
        check(settings);
        return settings;
    }

    private Map<String, String> given() throws UsageException {
        Map<String, String> settings = new LinkedHashMap<>();
        put(settings, CarbonTerms.COUNTRY, country);
        if (intensity == null && country != null) {
            putIntensity(settings, country);
        }
        put(settings, CarbonTerms.INTENSITY, intensity);
        put(settings, CarbonTerms.PUE, pue);
        put(settings, CarbonTerms.EMBODIED, embodied);
        return settings;
    }

    /** Where the source tells nothing its country's figure is nearer than the world's. */
    private static void usualOf(GridSource source, Map<String, String> settings) throws UsageException {
        if (!settings.containsKey(CarbonTerms.INTENSITY)
                && !settings.containsKey(CarbonTerms.COUNTRY)
                && source.country().isPresent()) {
            putIntensity(settings, source.country().get());
        }
    }

    private static void putIntensity(Map<String, String> settings, String place) throws UsageException {
        GridIntensity found;
        try {
            found = Places.find(place);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        settings.put(CarbonTerms.INTENSITY, found.gramsPerKilowattHour().toString());
        settings.put(CarbonTerms.PLACE, found.place());
        found.year().ifPresent(year -> settings.put(CarbonTerms.YEAR, Integer.toString(year)));
        settings.put(CarbonTerms.SOURCE, found.source());
    }

    /** Asks who was named while a run goes on; nobody, if nobody was. */
    Following follow(Run run) throws UsageException {
        GridSource source = source();
        if (source == null) {
            return () -> {};
        }
        return GridFollower.start(source, Clock.system()::now, run::grid, run::warning)::close;
    }

    /**
     * Returns a recording with the terms given here, and its own where nothing is given; asks whoever was named for the time of
     * the recording, and notes it if there is no answer. Who cannot be reached or refuses is asked once for all recordings.
     */
    Recording over(Recording recording) throws UsageException {
        Map<String, String> given = given();
        boolean otherPlace = given.containsKey(CarbonTerms.INTENSITY);
        Map<String, String> both = new LinkedHashMap<>(recording.info().settings());
        if (otherPlace) {
            both.keySet().removeAll(INTENSITY); // what is recorded would go before what is given now
        }
        both.putAll(given);
        List<Mark> marks = new ArrayList<>(recording.marks());
        if (otherPlace) {
            marks.removeIf(Mark.Grid.class::isInstance);
        }
        GridSource source = source();
        if (source != null) {
            usualOf(source, both);
            ask(source, recording, marks);
        }
        check(both);
        return recording.with(both, marks);
    }

    /** Returns why whoever was named told nothing, or not all, of recordings: each reason once. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void ask(GridSource source, Recording recording, List<Mark> marks) {
        long end = recording.lastNanos();
        RecordedGrid answer = silence == null ? RecordedGrid.ask(source, recording) : RecordedGrid.silent(silence);
        answer.told().forEach(told -> marks.add(new Mark.Grid(end, told)));
        answer.complaints().forEach(why -> marks.add(new Mark.Warning(end, why)));
        complaints.addAll(answer.complaints());
        silence = answer.silence();
    }

    private @Nullable GridSource source() throws UsageException {
        return grid == null ? null : GridSettings.source(grid, tokenFile);
    }

    private static void check(Map<String, String> settings) throws UsageException {
        try {
            CarbonTerms.of(settings);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static void put(Map<String, String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.put(name, value);
        }
    }
}
