using Sandbox.Core.Checking;

namespace Sandbox.Core.Tests.Checking;

/// <summary>tasks/README.md names every rule, and the tasks that come with the program are sound.</summary>
public class TasksDocumentTests
{
    [Fact]
    public void Every_rule_is_in_the_table_in_order()
    {
        string document = File.ReadAllText(SourceTree.At("tasks", "README.md"));
        Assert.Equal(
            RuleRow.All.Select(row => row.Id),
            document[document.IndexOf("The rules,", StringComparison.Ordinal)..].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]));
    }

    [Fact]
    public void Every_task_that_comes_with_the_program_is_sound() => Assert.All(
        Directory.EnumerateDirectories(SourceTree.At("tasks")),
        folder => Assert.Empty(TaskReader.Read(Path.GetFileName(folder), new Core.Lessons.LessonFile("task.json", File.ReadAllBytes(Path.Combine(folder, "task.json")))).Problems));
}
