package io.powermeter.cli;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What an option is when the command line does not say: the environment ({@code POWERMETER_COUNTRY}), then the user's file
 * ({@code country = FR} in {@code ~/.config/powermeter/config.properties}), then the option's own default.
 */
final class Defaults implements CommandLine.IDefaultValueProvider {
    private static final int LARGEST = 1 << 16;

    private final Map<String, String> environment;
    private final Properties properties;
    private final Path file;

    private Defaults(Map<String, String> environment, Properties properties, Path file) {
        this.environment = environment;
        this.properties = properties;
        this.file = file;
    }

    /** Reads the user's file. */
    static Defaults ofUser() throws UsageException {
        Map<String, String> environment = System.getenv();
        return of(environment, configFile(environment));
    }

    static Defaults of(Map<String, String> environment, Path config) throws UsageException {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(readSmall(config)));
        } catch (NoSuchFileException e) {
            return new Defaults(environment, properties, config);
        } catch (AccessDeniedException e) {
            throw new UsageException(
                    "Cannot read " + config
                            + ": permission denied. Give yourself the right to read it, or set XDG_CONFIG_HOME to a folder of yours.");
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("Cannot read " + config + ": " + e.getMessage() + ". Mend or remove it.");
        }
        return new Defaults(environment, properties, config);
    }

    /** Returns whether the user's file says nothing. */
    boolean isEmpty() {
        return properties.isEmpty();
    }

    /** Refuses a key of the file that is no option of any command, because a typing error would be silent. */
    void requireKnown(CommandLine line) throws UsageException {
        Set<String> known = new TreeSet<>();
        line.getSubcommands().values().forEach(command -> addKeys(command, known));
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (!known.contains(key)) {
                throw new UsageException(
                        "Unknown key \"" + key + "\" in " + file + ". Known keys: " + String.join(", ", known) + ".");
            }
        }
    }

    /** Returns the text of a file of the user's; one that is no file, or large, was not meant. */
    static String readSmall(Path file) throws IOException {
        if (Files.exists(file) && (!Files.isRegularFile(file) || Files.size(file) > LARGEST)) {
            throw new IOException("it is no file, or larger than " + LARGEST / 1024 + " KiB");
        }
        return Files.readString(file);
    }

    private static Path configFile(Map<String, String> environment) {
        return configFolder(environment).resolve("config.properties");
    }

    /** Returns the folder of what the user keeps for powermeter, by the XDG Base Directory Specification. */
    static Path configFolder(Map<String, String> environment) {
        String base = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path config = base.isEmpty() ? home(environment).resolve(".config") : Path.of(base);
        return config.resolve("powermeter");
    }

    /** Returns the user's folder as a shell knows it; Java's own idea of it is that of the list of users, without HOME. */
    static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isEmpty() ? System.getProperty("user.home") : home);
    }

    private static void addKeys(CommandLine command, Set<String> keys) {
        for (OptionSpec option : command.getCommandSpec().options()) {
            if (hasDefault(option)) {
                keys.add(key(option));
            }
        }
    }

    private static boolean hasDefault(OptionSpec option) {
        return !option.usageHelp() && !option.versionHelp() && !option.hidden();
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !hasDefault(option)) {
            return null;
        }
        String variable = "POWERMETER_" + key(option).replace('-', '_').toUpperCase(Locale.ROOT);
        String value = environment.get(variable);
        return value != null ? value : properties.getProperty(key(option));
    }

    private static String key(OptionSpec option) {
        return option.longestName().replaceFirst("^-+", "");
    }
}
