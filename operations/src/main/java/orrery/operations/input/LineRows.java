package orrery.operations.input;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import orrery.operations.configuration.TailStart;
import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Rows of a live source or of a file of JSON lines, one a line: comma separated or JSON objects,
/// told apart by the first character. Never waits. No row may span lines here.
final class LineRows implements Rows {
    /// How the rows are written.
    enum Format {
        UNKNOWN,
        CSV,
        JSON
    }

    private final ByteFeed feed;
    private final String name;
    private final RowFields rowFields;
    private final CsvFields csv;
    private final JsonFields json;
    private final JsonFactory jsonFactory;
    private final int lengthMax;

    private byte[] buffer = new byte[1 << 13];
    private int start;
    private int end;
    private int searched;
    private int indent;
    private Format format;
    private boolean skipsOld;
    private boolean skipped;
    private long line;
    private long lineStart;
    private long nextStart;
    private boolean ended;

    LineRows(ByteFeed feed, String name, Columns columns, RowFields rowFields, Settings settings) {
        this.feed = feed;
        this.name = name;
        this.rowFields = rowFields;
        lengthMax = settings.lengthMax;
        skipsOld = settings.from == TailStart.END;
        format = settings.format;
        csv = new CsvFields(columns, rowFields, lengthMax);
        json = new JsonFields(columns, rowFields);
        jsonFactory = JsonFields.dialect(lengthMax);
    }

    /// @param from whether what the feed had before is left out
    /// @param format UNKNOWN where the first row tells
    record Settings(int lengthMax, TailStart from, Format format) {}

    @Override
    public Arrival read(Row into) {
        while (!ended) {
            int newline = newline();
            if (newline >= 0) {
                int from = start;
                advance(newline + 1 - start);
                if (take(from, newline, into)) {
                    return Arrival.SAMPLE;
                }
                continue;
            }
            makeRoom();
            int read = feed.read(buffer, end, buffer.length - end);
            switch (read) {
                case ByteFeed.IDLE -> {
                    return Arrival.IDLE;
                }
                case ByteFeed.RESTARTED -> restart();
                case ByteFeed.END -> {
                    ended = true;
                    int from = start;
                    int to = end;
                    advance(end - start);
                    if (take(from, to, into)) {
                        return Arrival.SAMPLE;
                    }
                }
                default -> end += read;
            }
        }
        try {
            rowFields.finish();
        } catch (Refusal refusal) {
            throw refusal.at(name);
        }
        return Arrival.END;
    }

    @Override
    public String place() {
        return place(0);
    }

    @Override
    public String place(Part part) {
        return place(rowFields.column(part));
    }

    /// @param column in the row without the blanks before it, from 1; 0 if it is not known
    private String place(long column) {
        if (skipped) {
            return name + ", byte " + lineStart;
        }
        return name + ":" + line + (column > 0 ? ":" + (indent + column) : "");
    }

    @Override
    public void close() {
        feed.close();
    }

    private int newline() {
        for (; searched < end; searched++) {
            if (buffer[searched] == '\n') {
                return searched;
            }
        }
        return -1;
    }

    private void advance(int bytes) {
        line++;
        lineStart = nextStart;
        nextStart += bytes;
        start += bytes;
        searched = start;
    }

    private void makeRoom() {
        if (end - start > 4L * lengthMax) {
            line++;
            throw CsvFields.tooLong(lengthMax).at(place());
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            searched -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
    }

    private void restart() {
        start = 0;
        end = 0;
        searched = 0;
        line = 0;
        lineStart = 0;
        nextStart = 0;
        skipped = false;
        skipsOld = false;
        if (format == Format.CSV) {
            csv.expectHeader();
        }
    }

    /// @return whether `into` was set
    private boolean take(int from, int to, Row into) {
        String whole = text(from, to).stripTrailing();
        String text = whole.strip();
        if (text.isEmpty()) {
            return false;
        }
        indent = whole.length() - text.length();
        if (format == Format.UNKNOWN) {
            format = text.startsWith("{") ? Format.JSON : Format.CSV;
        }
        boolean old = skipsOld && nextStart <= feed.oldEnd();
        boolean taken;
        try {
            if (text.length() > lengthMax) {
                throw rowFields.refused(CsvFields.tooLong(lengthMax), 0);
            }
            taken = format == Format.CSV ? takeCsv(text, into) : !old && takeJson(text, into);
        } catch (Refusal refusal) {
            throw refusal.at(place(rowFields.troubleColumn()));
        }
        skipsOld = false;
        if (old && feed.oldEnd() > nextStart) {
            feed.seek(feed.oldEnd());
            nextStart = feed.oldEnd();
            start = 0;
            end = 0;
            searched = 0;
            skipped = true;
        }
        return taken;
    }

    private boolean takeCsv(String text, Row into) {
        try {
            CsvFields.dialect(lengthMax).ofSingleCsvRecord(csv, text);
        } catch (CsvParseException e) {
            Refusal refusal =
                    new Refusal(
                            Refusal.Code.SYNTAX,
                            "the quotes of a row do not match: " + e.getMessage(),
                            "close each quote on its line, and write a quote inside quotes twice");
            throw rowFields.refused(refusal, 0);
        }
        if (csv.isRowInPlaceOfHeader()) {
            csv.keepOldHeader();
            CsvFields.dialect(lengthMax).ofSingleCsvRecord(csv, text);
        }
        return csv.take(into);
    }

    private boolean takeJson(String text, Row into) {
        try (JsonParser parser = jsonFactory.createParser(ObjectReadContext.empty(), text)) {
            return json.take(parser, into);
        } catch (JacksonException e) {
            throw json.broken(e);
        }
    }

    private String text(int from, int to) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(buffer, from, to - from))
                            .toString();
            return lineStart == 0 && text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw TextFile.notUtf8("there are bytes that are no text").at(place());
        }
    }
}
