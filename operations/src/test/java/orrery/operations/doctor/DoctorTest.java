package orrery.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
    @Test
    void looksAtEverythingAndAdvisesWhereItIsNotWell() {
        List<Doctor.Finding> findings = Doctor.examine();
        assertThat(findings)
                .extracting(Doctor.Finding::what)
                .containsExactly(
                        "JDK",
                        "SIMD",
                        "CPUs",
                        "memory",
                        "clock",
                        "cpu 0",
                        "timer slack 1 ns",
                        "real-time priority 1");
        assertThat(findings).allMatch(f -> f.well() || !f.advice().isEmpty());
        assertThat(Doctor.json(findings))
                .startsWith("{\"findings\":[{\"what\":\"JDK\",\"found\":\"")
                .endsWith("}]}");
    }
}
