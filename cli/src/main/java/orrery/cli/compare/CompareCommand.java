package orrery.cli.compare;

import picocli.CommandLine.Command;

/// The group of commands that compare sequences; a class a verb.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compare series and find patterns in them.",
        synopsisSubcommandLabel = "<verb>",
        subcommands = {
            AverageCommand.class,
            ClassifyCommand.class,
            ClusterCommand.class,
            CorrelateCommand.class,
            DistanceCommand.class,
            EditCommand.class,
            EventsCommand.class,
            MatchCommand.class,
            MatrixCommand.class,
            MineCommand.class,
            SearchCommand.class,
            SimilarCommand.class,
            ProfileCommand.class,
            MotifsCommand.class,
            DiscordsCommand.class,
            SegmentCommand.class,
            ChainsCommand.class,
            SnippetsCommand.class,
            ConsensusCommand.class,
        })
public final class CompareCommand {}
