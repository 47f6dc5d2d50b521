using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Faults;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>One step up or down in a field: the next choice, the next number, the next argument that the fault takes.</summary>
internal static class FormSteps
{
    // Signals leave gaps of two numbers between those that have a name.
    private const int LongestGap = 64;

    /// <summary>The value after a step, or <c>null</c> where there is none.</summary>
    public static string? Next(WorkbenchModel model, FormField field, int direction) => field.Id switch
    {
        FieldId.Argument => model.Fault?.Argument is { } argument ? OfArgument(argument, model.Shown(field.Id), direction) : null,
        _ when field.Kind == FieldKind.Choice => OfChoice(field.Choices, model[field.Id], direction),
        _ => OfNumber(field, model.Shown(field.Id), direction),
    };

    private static string? OfChoice(ImmutableArray<Choice> choices, string current, int direction)
    {
        if (choices.IsEmpty)
            return null;
        int at = Index(choices, current);
        return choices[(at + direction + choices.Length) % choices.Length].Id;
    }

    public static int Index(ImmutableArray<Choice> choices, string id)
    {
        for (int i = 0; i < choices.Length; i++)
        {
            if (choices[i].Id == id)
                return i;
        }
        return 0;
    }

    private static string? OfNumber(FormField field, string current, int direction)
    {
        if (!decimal.TryParse(current.Replace("_", ""), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            || number > long.MaxValue)
        {
            return null;
        }
        decimal next = number + direction * field.Step;
        return Math.Max(0, next).ToString(CultureInfo.InvariantCulture);
    }

    private static string? OfArgument(FaultArgument argument, string current, int direction)
    {
        if (argument.Parse(current) is not { } value)
            return argument.Default;
        for (int step = 1; step <= LongestGap; step++)
        {
            string next = (value + step * direction).ToString(CultureInfo.InvariantCulture);
            if (argument.Parse(next) is { } allowed)
                return argument.Canonical(allowed);
        }
        return null;
    }
}
