using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Sandbox.Core.Lessons;

/// <summary>
/// Something that a report may or may not bear out. What it says depends on the report alone: <see cref="Equal"/>, <see cref="Among"/>,
/// <see cref="Between"/>, <see cref="Same"/>, <see cref="All"/>, <see cref="Any"/>, <see cref="None"/>. The family is closed.
/// </summary>
public abstract record Condition
{
    /// <summary>A quantity has this value; numbers are compared as numbers.</summary>
    /// <param name="Of">The quantity.</param>
    /// <param name="Value">A text, a <see cref="double"/>, a <see cref="bool"/> or <c>null</c>.</param>
    public sealed record Equal(Quantity Of, object? Value) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report) => AreEqual(Of.In(report), Value);

        /// <inheritdoc/>
        public override string ToString() => $"{Of} is {Quantity.Shown(Value)}";
    }

    /// <summary>A quantity has one of these values.</summary>
    /// <param name="Of">The quantity.</param>
    /// <param name="Values">The values.</param>
    public sealed record Among(Quantity Of, ImmutableArray<object?> Values) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report)
        {
            object? found = Of.In(report);
            return Values.Any(value => AreEqual(found, value));
        }

        /// <inheritdoc/>
        public override string ToString() => $"{Of} is one of {string.Join(", ", Values.Select(Quantity.Shown))}";
    }

    /// <summary>A quantity is a number in a range, the ends included.</summary>
    /// <param name="Of">The quantity.</param>
    /// <param name="Least">The lower end; <c>null</c> where it is open.</param>
    /// <param name="Most">The upper end; <c>null</c> where it is open.</param>
    public sealed record Between(Quantity Of, double? Least, double? Most) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report) =>
            Number(Of.In(report)) is { } number && (Least is null || number >= Least) && (Most is null || number <= Most);

        /// <inheritdoc/>
        public override string ToString() => (Least, Most) switch
        {
            ({ } least, { } most) => $"{Of} is {Quantity.Shown(least)} to {Quantity.Shown(most)}",
            ({ } least, _) => $"{Of} is at least {Quantity.Shown(least)}",
            (_, { } most) => $"{Of} is at most {Quantity.Shown(most)}",
            _ => $"{Of} is a number",
        };
    }

    /// <summary>Two quantities have the same value.</summary>
    /// <param name="Of">The one.</param>
    /// <param name="Other">The other.</param>
    public sealed record Same(Quantity Of, Quantity Other) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report) => AreEqual(Of.In(report), Other.In(report));

        /// <inheritdoc/>
        public override string ToString() => $"{Of} is the same as {Other}";
    }

    /// <summary>All of some conditions hold.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record All(ImmutableArray<Condition> Conditions) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report) => Holding(Conditions, report) == Conditions.Length;

        /// <inheritdoc/>
        public override string ToString() => string.Join(" and ", Conditions);
    }

    /// <summary>At least one of some conditions holds.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record Any(ImmutableArray<Condition> Conditions) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report) => Holding(Conditions, report) > 0;

        /// <inheritdoc/>
        public override string ToString() => string.Join(" or ", Conditions);
    }

    /// <summary>None of some conditions holds.</summary>
    /// <param name="Conditions">The conditions.</param>
    public sealed record None(ImmutableArray<Condition> Conditions) : Condition
    {
        /// <inheritdoc/>
        public override bool Holds(JsonElement report) => Holding(Conditions, report) == 0;

        /// <inheritdoc/>
        public override string ToString() => $"not: {string.Join(" or ", Conditions)}";
    }

    /// <summary>Whether a report bears it out.</summary>
    /// <param name="report">The report, or the part that names begin in.</param>
    /// <exception cref="NoSuchFieldException">It names what reports do not have.</exception>
    public abstract bool Holds(JsonElement report);

    /// <summary>The quantities that it looks at, in order: the cells that prove it.</summary>
    public IEnumerable<Quantity> Quantities => this switch
    {
        Equal { Of: var of } => [of],
        Among { Of: var of } => [of],
        Between { Of: var of } => [of],
        Same same => [same.Of, same.Other],
        All { Conditions: var parts } => parts.SelectMany(part => part.Quantities),
        Any { Conditions: var parts } => parts.SelectMany(part => part.Quantities),
        None { Conditions: var parts } => parts.SelectMany(part => part.Quantities),
        _ => [],
    };

    /// <summary>A value as a number, or <c>null</c>.</summary>
    internal static double? Number(object? value) =>
        value is double or int ? Convert.ToDouble(value, CultureInfo.InvariantCulture) : null;

    // All are asked in any case: a field that does not exist is told of wherever it stands.
    private static int Holding(ImmutableArray<Condition> conditions, JsonElement report) => conditions.Count(condition => condition.Holds(report));

    private static bool AreEqual(object? a, object? b) => Number(a) is { } number ? number.Equals(Number(b)) : Equals(a, b);
}
