using System.Globalization;
using System.Text.Json;

namespace Sandbox.Core.Lessons;

/// <summary>Something of a report that has a value.</summary>
public abstract record Quantity
{
    /// <summary>The value of a field.</summary>
    /// <param name="Path">Its name.</param>
    public sealed record Field(ReportPath Path) : Quantity
    {
        /// <inheritdoc/>
        public override object? In(JsonElement report) => Plain(Path.In(report));

        /// <inheritdoc/>
        public override string ToString() => Path.Text;
    }

    /// <summary>How many items of a list meet a condition.</summary>
    /// <param name="List">The list's name.</param>
    /// <param name="Where">The condition, over the item.</param>
    public sealed record Count(ReportPath List, Condition Where) : Quantity
    {
        /// <inheritdoc/>
        public override object? In(JsonElement report)
        {
            JsonElement list = List.In(report);
            return list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Count(Where.Holds)
                : throw new NoSuchFieldException($"\"{List}\" is no list, so nothing in it can be counted");
        }

        /// <inheritdoc/>
        public override string ToString() => $"{List} where {Where}";
    }

    /// <summary>The value in a report: a text, a number (<see cref="double"/> or <see cref="int"/>), a <see cref="bool"/>, or <c>null</c>.</summary>
    /// <param name="report">The report, or the part that names begin in.</param>
    /// <exception cref="NoSuchFieldException">Reports have no such field, or it is no single value.</exception>
    public abstract object? In(JsonElement report);

    /// <summary>A value as it is shown: a text bare, a number without grouping, <c>null</c> as such.</summary>
    public static string Shown(object? value) => value switch
    {
        null => "null",
        bool on => on ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "null",
    };

    private object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => throw new NoSuchFieldException($"\"{this}\" is {(element.ValueKind == JsonValueKind.Array ? "a list" : "an object")}; expected one value in it"),
    };
}
