using System.CommandLine;

namespace Sandbox.Tui.Commands;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    /// <summary><c>--json</c>.</summary>
    /// <param name="what">What is printed: <c>one array</c>.</param>
    public static Option<bool> Json(string what) => new("--json") { Description = $"print JSON, {what}, in place of a table" };
}
