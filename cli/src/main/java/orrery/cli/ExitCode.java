package orrery.cli;

/// What a command's end means; the numbers are a contract.
public enum ExitCode {
    /// yes, or done
    YES(0),
    /// no: violated, refused admission, not found
    NO(1),
    /// bad input, or a broken installation
    REFUSED(2),
    /// unknown, or out of time
    UNKNOWN(3),
    /// interrupted
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
