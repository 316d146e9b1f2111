package dev.ablate.sweep.expression;

import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A part of an expression. Values are Double, Boolean, String, or null for unknown. */
sealed interface Node {
  Object value(Function<String, Object> labels);

  /** The class of its value; records what does not fit together. */
  Class<?> type(Function<String, Class<?>> types, List<String> problems);

  void collectNames(Set<String> names);

  static String shown(Class<?> type) {
    return type == Double.class ? "number" : type == Boolean.class ? "truth value" : "text";
  }

  /** A constant. */
  record Literal(Object constant) implements Node {
    @Override
    public Object value(Function<String, Object> labels) {
      return constant;
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      return constant.getClass();
    }

    @Override
    public void collectNames(Set<String> names) {}
  }

  /** The label of an axis. */
  record Name(String name) implements Node {
    @Override
    public Object value(Function<String, Object> labels) {
      return labels.apply(name);
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      return types.apply(name);
    }

    @Override
    public void collectNames(Set<String> names) {
      names.add(name);
    }
  }

  /** Negation of a truth value. */
  record Not(Node operand) implements Node {
    @Override
    public Object value(Function<String, Object> labels) {
      return operand.value(labels) instanceof Boolean truth ? !truth : null;
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      require(Boolean.class, operand, "not", types, problems);
      return Boolean.class;
    }

    @Override
    public void collectNames(Set<String> names) {
      operand.collectNames(names);
    }
  }

  /** Both, or either: known as soon as one side decides it. */
  record Junction(boolean and, Node left, Node right) implements Node {
    @Override
    public Object value(Function<String, Object> labels) {
      Object first = left.value(labels);
      if (first instanceof Boolean truth && truth != and) {
        return truth;
      }
      Object second = right.value(labels);
      if (second instanceof Boolean truth && truth != and) {
        return truth;
      }
      return first == null || second == null ? null : (Object) and;
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      require(Boolean.class, left, and ? "and" : "or", types, problems);
      require(Boolean.class, right, and ? "and" : "or", types, problems);
      return Boolean.class;
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  /** Two sides of one type; an order only between numbers. */
  record Comparison(String operator, Node left, Node right) implements Node {
    @Override
    public Object value(Function<String, Object> labels) {
      Object first = left.value(labels);
      Object second = right.value(labels);
      if (first == null || second == null) {
        return null;
      }
      return switch (operator) {
        case "==" -> first.equals(second);
        case "!=" -> !first.equals(second);
        default ->
            first instanceof Double a && second instanceof Double b ? (Object) ordered(a, b) : null;
      };
    }

    private boolean ordered(double a, double b) {
      return switch (operator) {
        case "<" -> a < b;
        case "<=" -> a <= b;
        case ">" -> a > b;
        case ">=" -> a >= b;
        default -> throw new IllegalStateException(operator);
      };
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      Class<?> first = left.type(types, problems);
      Class<?> second = right.type(types, problems);
      boolean order = operator.startsWith("<") || operator.startsWith(">");
      if (first != second || (order && first != Double.class)) {
        problems.add("cannot compare a " + shown(first) + " " + operator + " a " + shown(second));
      }
      return Boolean.class;
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  /** Whether a value is one of several. */
  record Membership(Node value, List<Node> members) implements Node {
    public Membership {
      members = List.copyOf(members);
    }

    @Override
    public Object value(Function<String, Object> labels) {
      Object sought = value.value(labels);
      if (sought == null) {
        return null;
      }
      for (Node member : members) {
        if (sought.equals(member.value(labels))) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      Class<?> sought = value.type(types, problems);
      for (Node member : members) {
        require(sought, member, "in", types, problems);
      }
      return Boolean.class;
    }

    @Override
    public void collectNames(Set<String> names) {
      value.collectNames(names);
      members.forEach(member -> member.collectNames(names));
    }
  }

  /** Two numbers make one. */
  record Arithmetic(char operator, Node left, Node right) implements Node {
    @Override
    public Object value(Function<String, Object> labels) {
      if (!(left.value(labels) instanceof Double a) || !(right.value(labels) instanceof Double b)) {
        return null;
      }
      return switch (operator) {
        case '+' -> a + b;
        case '-' -> a - b;
        case '*' -> a * b;
        case '/' -> a / b;
        case '%' -> a % b;
        default -> throw new IllegalStateException("no operator " + operator);
      };
    }

    @Override
    public Class<?> type(Function<String, Class<?>> types, List<String> problems) {
      require(Double.class, left, String.valueOf(operator), types, problems);
      require(Double.class, right, String.valueOf(operator), types, problems);
      return Double.class;
    }

    @Override
    public void collectNames(Set<String> names) {
      left.collectNames(names);
      right.collectNames(names);
    }
  }

  private static void require(
      Class<?> wanted,
      Node operand,
      String operator,
      Function<String, Class<?>> types,
      List<String> problems) {
    Class<?> type = operand.type(types, problems);
    if (type != wanted) {
      problems.add("\"" + operator + "\" wants a " + shown(wanted) + ", not a " + shown(type));
    }
  }
}
