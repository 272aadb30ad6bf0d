package orrery.compare.oracle;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import orrery.compare.ReferenceFile;

/// Values from outside the project, where its folder of oracles is beside it.
final class OracleCases {
    private static final Object ABSENT = new Object();

    private OracleCases() {}

    /// The cases of a kind; skips the test where the folder is absent.
    static List<Node> of(String kind) {
        return ReferenceFile.cases(shared(), ABSENT).stream()
                .map(Node::new)
                .filter(one -> one.at("kind").text().equals(kind))
                .toList();
    }

    /// The folder beside the project; skips the test where it is absent.
    static Path shared() {
        Optional<Path> shared = ReferenceFile.shared();
        assumeTrue(
                shared.isPresent(),
                "skipped: there is no ../shared/oracles/compare.json beside the project");
        return shared.orElseThrow();
    }

    /// A value of the file.
    record Node(Object value) {
        Node at(String name) {
            Object found = ((Map<?, ?>) value).get(name);
            return new Node(found == null ? ABSENT : found);
        }

        boolean isAbsent() {
            return value == ABSENT;
        }

        String text() {
            return value.toString();
        }

        double number() {
            return (Double) value;
        }

        int whole() {
            return (int) number();
        }

        List<Node> nodes() {
            return ((List<?>) value).stream().map(Node::new).toList();
        }

        double[] numbers() {
            return nodes().stream().mapToDouble(Node::number).toArray();
        }

        int[] wholes() {
            return nodes().stream().mapToInt(Node::whole).toArray();
        }
    }
}
