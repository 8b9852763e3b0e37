package io.powermeter.cli;

import io.powermeter.grid.GridAccess;
import io.powermeter.grid.GridSource;
import io.powermeter.grid.Token;
import io.powermeter.meter.Clock;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the token of a source of grid intensity comes from, and where its answers are kept. */
final class GridSettings {
    /** The environment's variable that holds a token: it is the meter's, and the job does not see it. */
    static final String TOKEN = "POWERMETER_GRID_TOKEN";

    private GridSettings() {}

    /**
     * Returns the source of a name.
     *
     * @param tokenFile holds its token; null if the environment does, or it needs none
     */
    static GridSource source(String name, @Nullable Path tokenFile) throws UsageException {
        Map<String, String> environment = System.getenv();
        try {
            return GridSource.of(
                    name, new GridAccess(token(environment, tokenFile), cache(environment), Clock.system()::now));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--grid: " + e.getMessage() + ".");
        }
    }

    private static Token token(Map<String, String> environment, @Nullable Path file) throws UsageException {
        if (file == null) {
            return Token.of(environment.getOrDefault(TOKEN, ""));
        }
        try {
            return Token.of(Defaults.readSmall(file));
        } catch (NoSuchFileException e) {
            throw new UsageException(
                    "--grid-token-file " + file + " is not there. Give the file that holds the token.");
        } catch (IOException e) {
            throw new UsageException(
                    "--grid-token-file " + file + " cannot be read. Mend its rights, or give another file.");
        }
    }

    /** Returns the folder of what can be asked for again, by the XDG Base Directory Specification. */
    private static Path cache(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path cache = base.isEmpty() ? Defaults.home(environment).resolve(".cache") : Path.of(base);
        return cache.resolve("powermeter").resolve("grid");
    }
}
