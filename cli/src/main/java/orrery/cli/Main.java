package orrery.cli;

import java.util.List;
import orrery.cli.compare.CompareCommand;
import orrery.cli.schedule.ScheduleCommand;
import orrery.operations.report.JsonText;
import orrery.timeline.Refusal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The command line: parses, calls, prints; it computes nothing.
@Command(
        name = "orrery",
        versionProvider = Main.Version.class,
        mixinStandardHelpOptions = true,
        description = "Act on live streams, in time, within rules you can check.",
        synopsisSubcommandLabel = "<command>",
        footer = {
            "",
            "Start here:  orrery replay examples/capacity/capacity.toml",
            "Exit codes:  0 yes or done, 1 no, 2 bad input, 3 unknown or out of time, 130 interrupted"
        },
        subcommands = {
            ReplayCommand.class,
            VerifyCommand.class,
            RunCommand.class,
            StatusCommand.class,
            KillCommand.class,
            RollbackCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            CompareCommand.class,
            ScheduleCommand.class,
            CommandLine.HelpCommand.class
        })
final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Console.ofThisProcess(), arguments));
    }

    static int run(Console console, String... arguments) {
        CommandLine line = new CommandLine(new Main(), new CommandFactory(console));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setAbbreviatedSubcommandsAllowed(false);
        line.setOut(console.resultWriter());
        line.setErr(console.talkWriter());
        boolean json = List.of(arguments).contains("--json");
        line.setExecutionExceptionHandler(
                (trouble, command, parsed) -> refuse(console, trouble, json));
        // A fault of Orrery itself must not read as the answer "no".
        line.setExitCodeExceptionMapper(_ -> ExitCode.REFUSED.number());
        line.setParameterExceptionHandler((trouble, ignored) -> usage(console, trouble, json));
        return line.execute(arguments);
    }

    private static int refuse(Console console, Exception trouble, boolean json) throws Exception {
        if (!(trouble instanceof Refusal refusal)) {
            throw trouble;
        }
        if (json) {
            console.print(JsonText.of(refusal));
        }
        String place = refusal.place().map(where -> where + ": ").orElse("");
        console.say("orrery: " + place + refusal.found() + " [" + refusal.code() + "]");
        if (!refusal.advice().isEmpty()) {
            console.say("  " + refusal.advice());
        }
        return ExitCode.REFUSED.number();
    }

    private static int usage(Console console, ParameterException trouble, boolean json) {
        String name = trouble.getCommandLine().getCommandSpec().qualifiedName(" ");
        if (json) {
            String found = String.valueOf(trouble.getMessage()).replaceAll("\\s*\\R\\s*", " ");
            console.print(
                    JsonText.of(
                            new Refusal(Refusal.Code.SYNTAX, found, "see " + name + " --help")));
        }
        console.say("orrery: " + trouble.getMessage());
        console.say("  see " + name + " --help");
        return ExitCode.REFUSED.number();
    }

    /// Gives each command the console.
    private record CommandFactory(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (var constructor : type.getDeclaredConstructors()) {
                if (constructor.getParameterCount() == 1
                        && constructor.getParameterTypes()[0] == Console.class) {
                    return type.cast(constructor.newInstance(console));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"orrery " + (version == null ? "development" : version)};
        }
    }
}
