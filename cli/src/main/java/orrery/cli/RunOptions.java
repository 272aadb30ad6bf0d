package orrery.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import orrery.operations.configuration.Configuration;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Options of commands that take a configuration.
final class RunOptions {
    @Parameters(
            index = "0",
            paramLabel = "CONFIG",
            description = "configuration file, such as examples/capacity/capacity.toml")
    Path file = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "section.key=value",
            description = "override one entry of the configuration; may be repeated")
    List<String> overrides = new ArrayList<>();

    @Option(
            names = "--kernels",
            paramLabel = "plain|simd",
            description = "which kernels compute; the results are the same")
    Kernels kernels = Kernels.SIMD;

    /// Which kernels compute.
    enum Kernels {
        PLAIN,
        SIMD
    }

    Configuration load(List<String> more) {
        List<String> all = new ArrayList<>(more);
        all.addAll(overrides);
        if (kernels == Kernels.PLAIN) {
            all.add("temporal-compare.enable_simd=false");
        }
        return Configuration.load(file, all);
    }
}
