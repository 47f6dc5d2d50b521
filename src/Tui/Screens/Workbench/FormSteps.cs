using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Text;
using Sandbox.Tui.App;

namespace Sandbox.Tui.Screens.Workbench;

/// <summary>One step up or down in a field: the next choice, the next number, the next argument that the fault takes.</summary>
internal static class FormSteps
{
    // Signals leave gaps of two numbers between those that have a name.
    private const int LongestGap = 64;

    /// <summary>The value after a step, or <c>null</c> where there is none.</summary>
    public static string? Next(WorkbenchModel model, RunSetting field, int direction)
    {
        if (field == RunSettings.Argument)
            return model.Fault?.Argument is { } argument ? OfArgument(argument, model.Shown(field), direction) : null;
        return Form.IsChosen(field) ? OfChoice(field.Choices, model[field], direction) : OfNumber(field, model.Shown(field), direction);
    }

    private static string? OfChoice(ImmutableArray<SettingChoice> choices, string current, int direction)
    {
        if (choices.IsEmpty)
            return null;
        int at = Index(choices, current);
        return choices[(at + direction + choices.Length) % choices.Length].Word;
    }

    public static int Index(ImmutableArray<SettingChoice> choices, string word)
    {
        for (int i = 0; i < choices.Length; i++)
        {
            if (choices[i].Word == word)
                return i;
        }
        return 0;
    }

    private static string? OfNumber(RunSetting field, string current, int direction)
    {
        decimal number;
        if (WrittenNumber.TryWhole(current, out long? whole) && whole is { } value)
            number = value;
        else if (!decimal.TryParse(current, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) || number > long.MaxValue)
            return null;
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
