using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Core.Text;

namespace Sandbox.Core.Lessons;

/// <summary>Reads conditions and quantities as they are written in JSON.</summary>
internal sealed class ConditionReader(LessonSource source)
{
    private static readonly string[] Groups = ["all", "any", "none", "not"];
    private static readonly string[] Tests = ["equals", "in", "range", "sameAs"];
    private static readonly string[] Subjects = ["path", "count"];
    private static readonly string[] Keys = [.. Subjects, .. Tests, .. Groups];

    /// <summary>A condition; <c>null</c> where it is none, and that is complained of.</summary>
    public Condition? Condition(PlacedJson value, string name)
    {
        if (value.Shape != JsonShape.Object)
        {
            source.Wrong(value, name, "a condition in braces, such as {\"path\": \"verdict\", \"equals\": \"clean\"}");
            return null;
        }
        PlacedMember[] groups = [.. value.Members.Where(member => Groups.Contains(member.Name))];
        if (groups.Length == 0)
            return Test(value, name);
        if (value.Members.Length > 1)
        {
            source.Complain(value.Offset, $"{name} has \"{groups[0].Name}\" and other keys beside it; expected \"{groups[0].Name}\" alone");
            return null;
        }
        return Group(groups[0].Name, groups[0].Value);
    }

    /// <summary>Something that has a value: an object with "path", or with "count" and "where"; other keys are left to the caller.</summary>
    public Quantity? Quantity(Dictionary<string, PlacedJson> members, long offset, string name)
    {
        if (members.TryGetValue("path", out PlacedJson? path) && !members.ContainsKey("count") && !members.ContainsKey("where"))
            return Path(path, "path") is { } field ? new Quantity.Field(field) : null;
        if (members.TryGetValue("count", out PlacedJson? list) && members.TryGetValue("where", out PlacedJson? where) && path is null)
        {
            ReportPath? counted = Path(list, "count");
            Condition? condition = Condition(where, "where");
            return counted is null || condition is null ? null : new Quantity.Count(counted, condition);
        }
        source.Complain(offset, $"{name} says nothing of what to look at; expected \"path\", or \"count\" with \"where\"");
        return null;
    }

    private Condition? Group(string word, PlacedJson value)
    {
        if (word == "not")
            return Condition(value, word) is { } one ? new Condition.None([one]) : null;
        ImmutableArray<PlacedJson> items = source.Items(value, word, 1, LessonCaps.Items);
        ImmutableArray<Condition> parts = [.. items.Select(item => Condition(item, word)).OfType<Condition>()];
        if (parts.IsEmpty || parts.Length < items.Length)
            return null;
        return word switch
        {
            "all" => new Condition.All(parts),
            "any" => new Condition.Any(parts),
            _ => new Condition.None(parts),
        };
    }

    private Condition? Test(PlacedJson value, string name)
    {
        int before = source.Problems.Count;
        Dictionary<string, PlacedJson> members = source.Members(value, name, [], [.. Keys, "where"])!;
        if (source.Problems.Count > before || Quantity(members, value.Offset, name) is not { } quantity)
            return null;
        string[] tests = [.. Tests.Where(members.ContainsKey)];
        if (tests is not [var test])
        {
            source.Complain(value.Offset, $"{name} has {(tests.Length == 0 ? "no test" : string.Join(" and ", tests))}; expected exactly one of {string.Join(", ", Tests)}");
            return null;
        }
        return Tested(quantity, test, members[test]);
    }

    private Condition? Tested(Quantity quantity, string test, PlacedJson value)
    {
        switch (test)
        {
            case "equals" when TryScalar(value, out object? scalar):
                return new Condition.Equal(quantity, scalar);
            case "equals":
                source.Wrong(value, test, "a text, a number, true, false or null");
                return null;
            case "in":
                ImmutableArray<PlacedJson> items = source.Items(value, test, 1, LessonCaps.Items);
                ImmutableArray<object?> values = [.. items.Where(item => TryScalar(item, out _)).Select(item => TryScalar(item, out object? one) ? one : null)];
                foreach (PlacedJson item in items.Where(item => !TryScalar(item, out _)))
                    source.Wrong(item, test, "a text, a number, true, false or null");
                return values.IsEmpty || values.Length < items.Length ? null : new Condition.Among(quantity, values);
            case "range":
                return Range(quantity, value);
            default:
                return Path(value, test) is { } other ? new Condition.Same(quantity, new Quantity.Field(other)) : null;
        }
    }

    private Condition.Between? Range(Quantity quantity, PlacedJson value)
    {
        ImmutableArray<PlacedJson> ends = source.Items(value, "range", 2, 2);
        if (ends.Length != 2)
            return null;
        foreach (PlacedJson end in ends.Where(end => end.Shape != JsonShape.Null && Number(end) is null))
        {
            source.Wrong(end, "range", "a number, or null for an open end");
            return null;
        }
        (double? least, double? most) = (Number(ends[0]), Number(ends[1]));
        if (least is null && most is null || least > most)
        {
            source.Complain(value.Offset, "\"range\" holds no number; expected [least, most], one of them null where that end is open");
            return null;
        }
        return new Condition.Between(quantity, least, most);
    }

    private ReportPath? Path(PlacedJson value, string name)
    {
        if (value.Shape == JsonShape.Text && ReportPath.Parse(value.Text) is { } path)
            return path;
        source.Wrong(value, name, "a name of the report such as workers[2].status.signal");
        return null;
    }

    private static bool TryScalar(PlacedJson value, out object? scalar)
    {
        scalar = value.Shape switch
        {
            JsonShape.Text => value.Text,
            JsonShape.Number => Number(value),
            JsonShape.Switch => value.Text == "true",
            _ => null,
        };
        return scalar is not null || value.Shape == JsonShape.Null;
    }

    private static double? Number(PlacedJson value) =>
        value.Shape == JsonShape.Number && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : null;
}
