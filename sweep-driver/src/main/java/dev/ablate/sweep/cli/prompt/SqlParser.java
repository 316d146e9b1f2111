package dev.ablate.sweep.cli.prompt;

import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.impl.DefaultParser;

/** Has a statement go on over lines until its {@code ;}; a command of the prompt is one line. */
final class SqlParser extends DefaultParser {

  private static final String BETWEEN_WORDS = "(),=<>+-*/.;";

  SqlParser() {
    setQuoteChars(new char[0]);
    setEscapeChars(new char[0]);
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context == ParseContext.ACCEPT_LINE
        && !line.stripLeading().startsWith("\\")
        && !Statements.isComplete(line)) {
      throw new EOFError(-1, -1, "a statement ends with ;");
    }
    return super.parse(line, cursor, context);
  }

  @Override
  public boolean isDelimiterChar(CharSequence buffer, int position) {
    return super.isDelimiterChar(buffer, position)
        || BETWEEN_WORDS.indexOf(buffer.charAt(position)) >= 0;
  }
}
