using Sandbox.Core;

namespace Sandbox.Tui.Commands;

/// <summary>The version that the build gave the program.</summary>
internal static class ProgramVersion
{
    private const int ShortCommit = 12;

    private static readonly string[] Parts = BuildVersion.Text.Split('+', 2);

    /// <summary>The number alone: <c>0.1.0</c>.</summary>
    public static string Number => Parts[0];

    /// <summary>Number and commit: <c>0.1.0 (commit 8d5d11512345)</c>; the number alone where the build knew of no commit.</summary>
    public static string Full => Parts is [_, var commit] ? $"{Number} (commit {commit[..Math.Min(commit.Length, ShortCommit)]})" : Number;
}
