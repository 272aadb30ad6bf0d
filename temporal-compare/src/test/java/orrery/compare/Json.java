package orrery.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the JSON of reference cases: objects to maps, arrays to lists, numbers to doubles.
public final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    public static Object parse(String text) {
        return new Json(text).value();
    }

    private Object value() {
        skip();
        char c = text.charAt(at);
        if (c == '{') {
            return object();
        }
        if (c == '[') {
            return array();
        }
        return c == '"' ? string() : word();
    }

    private Map<String, Object> object() {
        Map<String, Object> fields = new LinkedHashMap<>();
        at++;
        for (skip(); text.charAt(at) != '}'; skip()) {
            String name = string();
            skip();
            at++;
            fields.put(name, value());
            skip();
            at += text.charAt(at) == ',' ? 1 : 0;
        }
        at++;
        return fields;
    }

    private List<Object> array() {
        List<Object> entries = new ArrayList<>();
        at++;
        for (skip(); text.charAt(at) != ']'; skip()) {
            entries.add(value());
            skip();
            at += text.charAt(at) == ',' ? 1 : 0;
        }
        at++;
        return entries;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at);
            at++;
            if (c == '\\') {
                c = escaped();
            }
            string.append(c);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char c = text.charAt(at);
        at++;
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        return c == 'n' ? '\n' : c == 't' ? '\t' : c;
    }

    private Object word() {
        int start = at;
        while (at < text.length() && ",]}".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at).strip();
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> Double.NaN;
            default -> Double.parseDouble(word);
        };
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
