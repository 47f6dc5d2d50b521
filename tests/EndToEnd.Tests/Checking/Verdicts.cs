using System.Text.Json;
using Sandbox.EndToEnd.Tests.Tracing;

namespace Sandbox.EndToEnd.Tests.Checking;

/// <summary>Which rules hold in which case, as a text to compare.</summary>
internal static class Verdicts
{
    /// <summary>The verdicts that the command's JSON has: for each case its name, then the rules that are broken, then those that hold.</summary>
    public static string Of(JsonElement check) => string.Join('\n', check.GetProperty("cases").EnumerateArray().Select(one =>
        $"{one.Text("name")}: broken {Rules(one, passed: false)}; kept {Rules(one, passed: true)}"));

    private static string Rules(JsonElement one, bool passed) => string.Join(", ", one.GetProperty("rules").EnumerateArray()
        .Where(rule => rule.GetProperty("passed").GetBoolean() == passed).Select(rule => rule.Text("rule")).Order(StringComparer.Ordinal));
}
