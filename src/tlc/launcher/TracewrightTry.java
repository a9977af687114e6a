import tlc2.value.impl.Applicable;
import tlc2.value.impl.BoolValue;
import tlc2.value.impl.StringValue;
import tlc2.value.impl.Value;

/**
 * What TLC evaluates in the place of the operator TracewrightTry of the module of that name: the value of a formula as a
 * string, TRUE or FALSE, or after an exclamation mark why there is none. TLA+ has no way to go on after an evaluation
 * that fails. The formula comes as an operator, because TLC would evaluate a plain argument before it calls this.
 */
public final class TracewrightTry {
  private TracewrightTry() {}

  public static Value TracewrightTry(Value formula) {
    return new StringValue(tried((Applicable) formula));
  }

  private static String tried(Applicable formula) {
    try {
      Value value = formula.apply(new Value[] {BoolValue.ValTrue}, 0);
      if (value instanceof BoolValue) return value.toString();
      return "!its value is no truth value: " + value;
    } catch (StackOverflowError error) {
      return "!the evaluation needs a deeper stack than Java has";
    } catch (RuntimeException error) {
      return "!" + (error.getMessage() == null ? error.toString() : error.getMessage());
    }
  }
}
