package orrery.verify;

import java.nio.charset.StandardCharsets;
import orrery.verify.Finding.Check;

/// Whether `configuration.toml` is canonical: one `section.key = value` a line, keys ascending.
final class ConfigurationForm {
    private ConfigurationForm() {}

    static void check(byte[] bytes, Findings findings) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.isEmpty() && !text.endsWith("\n")) {
            findings.inFile(Check.FORM, RunFolder.CONFIGURATION, "no newline at the end", "one");
        }
        String before = "";
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            int equals = line.indexOf(" = ");
            String key = equals < 0 ? "" : line.substring(0, equals);
            if (!key.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+") || equals + 3 == line.length()) {
                String place = RunFolder.CONFIGURATION + ":" + number;
                findings.inFile(Check.FORM, place, line, "section.key = value");
            } else if (key.compareTo(before) <= 0) {
                String place = RunFolder.CONFIGURATION + ":" + number;
                findings.inFile(Check.FORM, place, key, "a key after " + before);
            } else {
                before = key;
            }
        }
    }
}
