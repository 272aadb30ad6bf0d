package orrery.cli.compare;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import orrery.cli.Console;
import orrery.compare.profile.Chains;
import orrery.compare.profile.MatrixProfile;
import orrery.compare.profile.ProfileJoin;
import orrery.operations.report.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "chains",
        mixinStandardHelpOptions = true,
        description = {
            "Patterns that drift: windows of which each is the nearest on the right of the one",
            "before, which is its nearest on the left. Prints the longest, longest first."
        })
public final class ChainsCommand implements Callable<Integer> {
    private final Console console;

    @Mixin private ProfileOptions options = new ProfileOptions();

    @Option(
            names = {"-k", "--k"},
            paramLabel = "K",
            description = "chains wanted (default: 1)")
    private int count = 1;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    public ChainsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ProfileJoin join = ProfileJoin.self(options.series(), options.settings().withSides());
        return options.run(join, console, this::print);
    }

    private boolean print(MatrixProfile profile) {
        List<int[]> chains =
                Chains.of(profile).all().stream()
                        .sorted((one, other) -> Integer.compare(other.length, one.length))
                        .limit(Math.max(1, count))
                        .toList();
        if (json) {
            console.print(
                    JsonText.object(out -> {
                        out.writeArrayPropertyStart("chains");
                        for (int[] chain : chains) {
                            out.writeArray(chain, 0, chain.length);
                        }
                        out.writeEndArray();
                    }));
        } else {
            for (int[] chain : chains) {
                console.print(
                        String.join(
                                " ", Arrays.stream(chain).mapToObj(Integer::toString).toList()));
            }
        }
        return true;
    }
}
