package orrery.cli.schedule;

import picocli.CommandLine.Command;

/// The group of commands about deadlines; a class a verb.
@Command(
        name = "schedule",
        mixinStandardHelpOptions = true,
        description = "Ask whether tasks meet their deadlines, and how long they take.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            AdmitCommand.class,
            WcetCommand.class,
        })
public final class ScheduleCommand {}
