package io.powermeter.cli;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Reads one of the constants of an enum, by the text that each has; says which there are. */
final class ChoiceText<E> implements CommandLine.ITypeConverter<E> {
    private final Class<E> type;

    private ChoiceText(Class<E> type) {
        this.type = type;
    }

    /** Registers one for every option of a command that is an enum: picocli's own tells each constant twice. */
    static void registerIn(CommandLine command) {
        for (var option : command.getCommandSpec().options()) {
            if (option.type().isEnum()) {
                register(command, option.type());
            }
        }
    }

    private static <T> void register(CommandLine command, Class<T> type) {
        command.registerConverter(type, new ChoiceText<>(type));
    }

    @Override
    public E convert(String text) {
        return constants()
                .filter(constant -> constant.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new CommandLine.TypeConversionException("'" + text + "' is not one of "
                        + constants().map(Object::toString).collect(Collectors.joining(", ")) + "."));
    }

    private Stream<E> constants() {
        return Stream.of(type.getEnumConstants());
    }
}
