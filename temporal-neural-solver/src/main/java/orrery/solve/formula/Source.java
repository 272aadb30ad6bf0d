package orrery.solve.formula;

import orrery.timeline.Refusal;

/// The text of a rule file and the places in it.
record Source(String fileName, String text) {
    /// A refusal that shows the line with a caret under the offset.
    Refusal refuse(Refusal.Code code, int offset, String problem, String advice) {
        int at = Math.min(offset, text.length());
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(start, end < 0 ? text.length() : end).stripTrailing();
        StringBuilder caret = new StringBuilder();
        for (int i = start; i < at; i++) {
            caret.append(text.charAt(i) == '\t' ? '\t' : ' ');
        }
        String found = problem + "\n  " + line + "\n  " + caret + "^";
        return new Refusal(code, found, advice).at(place(at));
    }

    /// `file:line:column`, both counted from 1.
    String place(int offset) {
        int start = text.lastIndexOf('\n', offset - 1) + 1;
        return fileName + ":" + line(offset) + ":" + (offset - start + 1);
    }

    int line(int offset) {
        return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }
}
