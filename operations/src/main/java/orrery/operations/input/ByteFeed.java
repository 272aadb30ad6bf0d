package orrery.operations.input;

/// Bytes that come in their own time.
interface ByteFeed {
    /// nothing yet
    int IDLE = 0;

    /// nothing any more
    int END = -1;

    /// from now on the bytes of a new file; those of the old one have all been given
    int RESTARTED = -2;

    /// @return how many bytes were put at `offset`, or one of the constants; never waits
    int read(byte[] into, int offset, int length);

    /// The offset behind the last whole line that was there before the feed was opened.
    long oldEnd();

    /// Goes on at an offset of the same file.
    void seek(long offset);

    void close();
}
