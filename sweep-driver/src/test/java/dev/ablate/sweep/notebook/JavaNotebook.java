package dev.ablate.sweep.notebook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.VarSnippet;
import scala.Console;
import scala.runtime.BoxedUnit;

/** Runs the cells of a Java notebook through JShell, in this JVM, as a kernel would. */
public final class JavaNotebook {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What a kernel imports besides JShell's defaults. */
  private static final List<String> IMPORTS =
      List.of("java.io.*", "java.util.*", "java.util.stream.*");

  private static Object shown;

  /**
   * What a cell put out.
   *
   * @param text printed
   * @param image the picture that its last expression is; null if it is none
   */
  record Output(String text, RenderedImage image) {}

  private JavaNotebook() {}

  /** Arguments: RESULTS and notebooks, whose outputs are written anew. */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("results", arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      Path file = Path.of(arguments[i]);
      ObjectNode notebook = (ObjectNode) JSON.readTree(Files.readString(file));
      List<Output> outputs = run(file);
      List<ObjectNode> cells = code(notebook);
      for (int cell = 0; cell < cells.size(); cell++) {
        cells.get(cell).put("execution_count", cell + 1);
        write(cells.get(cell).putArray("outputs"), outputs.get(cell), cell + 1);
      }
      String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(notebook);
      Files.writeString(file, text + "\n");
    }
  }

  /**
   * Runs all cells.
   *
   * @throws AssertionError if one is no Java, or throws
   */
  static List<Output> run(Path file) throws IOException {
    List<Output> outputs = new ArrayList<>();
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      for (String name : IMPORTS) {
        shell.eval("import " + name + ";");
      }
      for (ObjectNode cell : code(JSON.readTree(Files.readString(file)))) {
        outputs.add(run(shell, source(cell)));
      }
    }
    return outputs;
  }

  /** What each code cell of the file printed when it was written. */
  static List<String> committed(Path file) throws IOException {
    return code(JSON.readTree(Files.readString(file))).stream()
        .map(
            cell ->
                StreamSupport.stream(cell.path("outputs").spliterator(), false)
                    .filter(output -> output.path("name").asText().equals("stdout"))
                    .map(output -> lines(output.path("text")))
                    .collect(Collectors.joining()))
        .toList();
  }

  /** Called by the shell: it runs in this JVM. */
  public static void show(Object value) {
    shown = value;
  }

  private static Output run(JShell shell, String source) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream before = System.out;
    PrintStream now = new PrintStream(out, true, StandardCharsets.UTF_8);
    shown = null;
    System.setOut(now);
    try {
      // Spark prints by Scala's console, which keeps the stream that it found first.
      Console.withOut(now, () -> evaluate(shell, source));
    } finally {
      System.setOut(before);
    }
    RenderedImage image = shown instanceof RenderedImage picture ? picture : null;
    return new Output(out.toString(StandardCharsets.UTF_8), image);
  }

  private static BoxedUnit evaluate(JShell shell, String source) {
    String left = source;
    while (!left.isBlank()) {
      SourceCodeAnalysis.CompletionInfo piece = shell.sourceCodeAnalysis().analyzeCompletion(left);
      if (!piece.completeness().isComplete()) {
        throw new AssertionError("no whole Java:\n" + left);
      }
      shell.eval(piece.source()).forEach(event -> verify(shell, event));
      left = piece.remaining();
    }
    return BoxedUnit.UNIT;
  }

  private static void verify(JShell shell, SnippetEvent event) {
    if (event.exception() != null || event.status() == Snippet.Status.REJECTED) {
      String problems =
          shell
              .diagnostics(event.snippet())
              .map(problem -> problem.getMessage(null))
              .collect(Collectors.joining("\n"));
      throw new AssertionError(event.snippet().source() + "\n" + problems, event.exception());
    }
    if (event.snippet() instanceof VarSnippet variable
        && variable.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
      shell.eval(JavaNotebook.class.getName() + ".show(" + variable.name() + ")");
    }
  }

  private static List<ObjectNode> code(JsonNode notebook) {
    return StreamSupport.stream(notebook.path("cells").spliterator(), false)
        .filter(cell -> cell.path("cell_type").asText().equals("code"))
        .map(ObjectNode.class::cast)
        .toList();
  }

  private static String source(JsonNode cell) {
    return lines(cell.path("source"));
  }

  private static String lines(JsonNode lines) {
    return StreamSupport.stream(lines.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining());
  }

  private static void write(ArrayNode outputs, Output output, int count) throws IOException {
    if (!output.text().isEmpty()) {
      ObjectNode stream = outputs.addObject().put("output_type", "stream").put("name", "stdout");
      ArrayNode text = stream.putArray("text");
      output.text().lines().forEach(line -> text.add(line + "\n"));
    }
    if (output.image() != null) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(output.image(), "png", png);
      ObjectNode result = outputs.addObject().put("output_type", "execute_result");
      result.put("execution_count", count).putObject("metadata");
      result
          .putObject("data")
          .put("image/png", Base64.getEncoder().encodeToString(png.toByteArray()) + "\n")
          .putArray("text/plain")
          .add("BufferedImage");
    }
  }
}
