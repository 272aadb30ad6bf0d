package orrery.cli;

import java.util.List;
import java.util.concurrent.Callable;
import orrery.operations.doctor.Doctor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Say what this machine gives: JDK, SIMD, real-time rights, memory, clock.")
final class DoctorCommand implements Callable<Integer> {
    private final Console console;

    @Option(names = "--json", description = "print the findings as one JSON object")
    private boolean json;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Doctor.Finding> findings = Doctor.examine();
        if (json) {
            console.print(Doctor.json(findings));
        } else {
            Table table = new Table();
            findings.forEach(f -> table.row(f.what() + "  " + f.found() + "  " + f.advice()));
            console.print(table.text());
        }
        boolean well = findings.stream().allMatch(Doctor.Finding::well);
        return well ? ExitCode.YES.number() : ExitCode.NO.number();
    }
}
