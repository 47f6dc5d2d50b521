using System.Reflection;
using System.Text.RegularExpressions;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Architecture;

/// <summary>The rule of ARCHITECTURE.md, held against the source as it stands.</summary>
public class ArchitectureTests
{
    private const int LongestFile = 300;

    public static TheoryData<string> Rules() => [.. Rule.All.Select(rule => rule.Says)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_source_keeps_the_rule(string rule) =>
        Assert.Empty(SourceFile.All.Where(file => file.Path != ThisFolder("Rule.cs")).SelectMany(Of(rule).Breaches));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_bites(string rule)
    {
        SourceFile[] bound = [.. SourceFile.All.Where(file => Regex.IsMatch(file.Path, Of(rule).Where))];
        string path = bound.Length > 0 ? bound[0].Path : Invented(rule);
        Assert.Single(Of(rule).Breaches(new SourceFile(path, $"namespace Any;\n// {Of(rule).Breach}\n{Of(rule).Breach}\n")));
    }

    [Fact]
    public void Core_refers_to_the_base_class_library_and_Mono_Unix_alone()
    {
        string[] others = [.. typeof(RunSpec).Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name!)
            .Where(name => name is not "Mono.Unix" && !IsOfTheFramework(name))];
        Assert.Empty(others);
        Assert.DoesNotContain("System.Console", typeof(RunSpec).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name));
    }

    [Fact]
    public void The_programs_types_are_its_own_affair() =>
        Assert.DoesNotContain(
            Assembly.Load("sandbox").GetExportedTypes(), type => type.Namespace?.StartsWith("Sandbox", StringComparison.Ordinal) == true);

    [Fact]
    public void No_file_is_so_long_that_two_things_live_in_it() =>
        Assert.DoesNotContain(
            SourceFile.All.Select(file => (file.Path, Lines: file.Text.Count(letter => letter == '\n'))), file => file.Lines > LongestFile);

    [Fact]
    public void Tests_neither_sleep_nor_skip()
    {
        // Words put together here, so that this line is not found by itself.
        Regex lazy = new(@"\bThread" + @"\.Sleep\b|\bSkip\s*=" + @"|\bAssert" + @"\.Skip\b|\bTask" + @"\.Delay\b");
        Assert.Empty(SourceFile.All
            .Where(file => file.Path.StartsWith("tests/", StringComparison.Ordinal) && !file.Path.Contains("/Harness/", StringComparison.Ordinal))
            .SelectMany(file => file.Code.Where(line => lazy.IsMatch(line.Code)).Select(line => $"{file.Path}:{line.Line}: {line.Code.Trim()}")));
    }

    private static Rule Of(string says) => Rule.All.Single(rule => rule.Says == says);

    private static string ThisFolder(string name) => $"tests/Core.Tests/Architecture/{name}";

    /// <summary>A path that a rule binds where there is no such file yet: the rule was made for the plan.</summary>
    private static string Invented(string rule) =>
        new[] { "src/Core/Lessons/Lesson.cs", "src/Tui/App/AppView.cs", "src/Tui/Screens/Run/RunView.cs" }
            .First(path => Regex.IsMatch(path, Of(rule).Where));

    private static bool IsOfTheFramework(string name) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{name}.dll"));
}
