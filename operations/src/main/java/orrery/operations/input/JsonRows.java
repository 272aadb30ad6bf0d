package orrery.operations.input;

import orrery.timeline.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/// Rows of a file of JSON objects, one after the other. Memory: a few buffers, whatever its length.
final class JsonRows implements Rows {
    private final TextFile file;
    private final JsonFields fields;
    private final RowFields rowFields;
    private final JsonParser parser;

    JsonRows(TextFile file, Columns columns, RowFields rowFields, int lengthMax) {
        this.file = file;
        this.rowFields = rowFields;
        fields = new JsonFields(columns, rowFields);
        parser = JsonFields.dialect(lengthMax).createParser(ObjectReadContext.empty(), file.open());
    }

    @Override
    public Arrival read(Row into) {
        try {
            while (parser.nextToken() != null) {
                if (fields.take(parser, into)) {
                    return Arrival.SAMPLE;
                }
            }
            rowFields.finish();
            return Arrival.END;
        } catch (Refusal refusal) {
            throw refusal.at(place());
        } catch (JacksonIOException e) {
            throw file.unreadable(e);
        } catch (JacksonException e) {
            throw JsonFields.broken(e, file.name(), 1);
        }
    }

    @Override
    public String place() {
        return file.name() + ":" + parser.currentTokenLocation().getLineNr();
    }

    @Override
    public void close() {
        parser.close();
    }
}
