package dev.ablate.sweep.expression;

import dev.ablate.spec.InvalidSpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an expression by recursive descent; see {@link Expression} for the grammar. */
final class Parser {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?<token>\\d+(\\.\\d+)?([eE][+-]?\\d+)?|'[^']*'|\"[^\"]*\""
              + "|[A-Za-z](-?[A-Za-z0-9_])*|&&|\\|\\||[=!<>]=|[-+*/%<>()!,\\[\\]])");

  private static final String END = "the end";

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  Parser(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw failure("has a \"" + text.substring(at).strip().charAt(0) + "\" that means nothing");
      }
      tokens.add(matcher.group("token"));
      at = matcher.end();
    }
    tokens.add(END);
  }

  Node parse() {
    Node node = or();
    expect(END);
    return node;
  }

  private Node or() {
    Node node = and();
    while (accept("or") || accept("||")) {
      node = new Node.Junction(false, node, and());
    }
    return node;
  }

  private Node and() {
    Node node = not();
    while (accept("and") || accept("&&")) {
      node = new Node.Junction(true, node, not());
    }
    return node;
  }

  private Node not() {
    return accept("not") || accept("!") ? new Node.Not(not()) : comparison();
  }

  private Node comparison() {
    Node left = sum();
    if (accept("in")) {
      return membership(left);
    }
    for (String operator : List.of("==", "!=", "<=", ">=", "<", ">")) {
      if (accept(operator)) {
        return new Node.Comparison(operator, left, sum());
      }
    }
    return left;
  }

  private Node membership(Node value) {
    List<Node> members = new ArrayList<>();
    expect("[");
    do {
      members.add(sum());
    } while (accept(","));
    expect("]");
    return new Node.Membership(value, members);
  }

  private Node sum() {
    Node node = product();
    while (is("+") || is("-")) {
      node = new Node.Arithmetic(take().charAt(0), node, product());
    }
    return node;
  }

  private Node product() {
    Node node = unary();
    while (is("*") || is("/") || is("%")) {
      node = new Node.Arithmetic(take().charAt(0), node, unary());
    }
    return node;
  }

  private Node unary() {
    if (accept("-")) {
      return new Node.Arithmetic('-', new Node.Literal(0.0), unary());
    }
    if (accept("(")) {
      Node node = or();
      expect(")");
      return node;
    }
    String token = take();
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      return new Node.Literal(Double.valueOf(token));
    }
    if (first == '\'' || first == '"') {
      return new Node.Literal(token.substring(1, token.length() - 1));
    }
    if (token.equals("true") || token.equals("false")) {
      return new Node.Literal(Boolean.valueOf(token));
    }
    if (!Character.isLetter(first) || token.equals(END)) {
      throw unexpected("a value", token);
    }
    return new Node.Name(token);
  }

  private boolean is(String token) {
    return tokens.get(next).equals(token);
  }

  private boolean accept(String token) {
    if (is(token)) {
      next++;
      return true;
    }
    return false;
  }

  private String take() {
    String token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw unexpected(token.equals(END) ? END : "\"" + token + "\"", tokens.get(next));
    }
  }

  private InvalidSpecException unexpected(String wanted, String found) {
    return failure(
        "wants " + wanted + " where it has " + (found.equals(END) ? END : "\"" + found + "\""));
  }

  private InvalidSpecException failure(String what) {
    return new InvalidSpecException("", "is no condition: \"" + text + "\" " + what);
  }
}
