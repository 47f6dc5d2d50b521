using Sandbox.Core.Checking;
using Sandbox.Core.Lessons;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Tests.Checking;

/// <summary>The rules, over made-up runs: each holds for one and is broken by another.</summary>
public class RuleTests
{
    private const int Parent = 100, First = 101, Second = 102;

    private static readonly TracedWait Looking = new(false, 0, -1, 0, true), Blind = new(false, 0, -1, 0, false);

    /// <summary>For each rule what it is given in a task, a run that keeps it, and one that breaks it.</summary>
    private static readonly Dictionary<string, (string Given, Trial Kept, Trial Broken)> Runs = new()
    {
        ["ends"] = ("", Run(0, Looking, []), Run(11, Looking, [])),
        ["starts"] = (", \"least\": 2", Run(0, Looking, []), Run(0, Looking, [], children: 1)),
        ["waits"] = ("", Run(0, Looking, []), Run(0, null, [])),
        ["looks"] = ("", Run(0, Looking, []), Run(0, Blind, [])),
        ["names-the-dead"] = ("", Run(256, Looking, ["child 1: SIGKILL"], second: 9), Run(256, Looking, ["child 0: SIGKILL", "child 1: SIGSEGV"], second: 9)),
        ["names-nobody-else"] = ("", Run(0, Looking, ["child 1: SIGKILL", "no number: Killed", "caught SIGCHLD"], second: 9), Run(0, Looking, ["child 0: SIGKILL"], second: 9)),
        ["exit-code"] = (", \"is\": \"not 0\"", Run(256, Looking, []), Run(0, Looking, [])),
        ["no-zombie"] = (", \"seconds\": 1", Run(0, Looking, [], waitedMs: 900), Run(0, Looking, [], waitedMs: 1200)),
    };

    public static TheoryData<string> Ids() => [.. RuleRow.All.Select(row => row.Id)];

    /// <summary>A program that starts a child after the other until the timeout: each line names one, and to look for each child in each line would take hours.</summary>
    [Fact]
    public void A_program_with_twenty_thousand_children_and_lines_is_judged()
    {
        const int Children = 20_000, Pid = 100_000;
        List<TraceEvent> events = [new TraceEvent.Began(0, Parent, 1, ["./a.out"], Attached: false)];
        for (int child = 0; child < Children; child++)
        {
            events.Add(new TraceEvent.Born(child, Parent, Parent, Pid + child, BirthKind.Fork));
            events.Add(new TraceEvent.Ended(child, Pid + child, 9));
            events.Add(new TraceEvent.Waited(child, Parent, Parent, Looking, Pid + child, null, Pid + child, 9));
        }
        events.Add(new TraceEvent.Ended(Children, Parent, 9));
        TraceTree tree = events.Aggregate(TraceTree.Empty, (tree, happened) => tree.After(happened));
        string[] lines = [.. Enumerable.Range(0, Children).Select(child => $"child {Pid + child} was killed by SIGKILL")];
        Trial trial = new(tree, [.. events], [.. lines]), silent = trial with { Lines = [.. lines[..^1], "and so on"] };
        CheckTask task = TaskReader.Read("a-task", new LessonFile("task.json", System.Text.Encoding.UTF8.GetBytes(
            """{"title": "T", "summary": "S", "cases": [{"name": "n", "rules": [{"rule": "names-the-dead"}, {"rule": "names-nobody-else"}, {"rule": "exit-code", "is": "not 0"}]}]}"""))).Task!;

        Assert.Equal([true, true, false], CaseResult.Judge(task, task.Cases[0], trial).Rules.Select(rule => rule.Breach is null));
        Assert.Contains($"(pid {Pid + Children - 1}) and what it died of", CaseResult.Judge(task, task.Cases[0], silent).Rules[0].Breach!.Why, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_holds_for_one_run_and_is_broken_by_another_with_a_reason(string id)
    {
        (string given, Trial kept, Trial broken) = Runs[id];
        TaskReading reading = TaskReader.Read("a-task", new LessonFile("task.json", System.Text.Encoding.UTF8.GetBytes(
            $$"""{"title": "T", "summary": "S", "cases": [{"name": "n", "rules": [{"rule": "{{id}}"{{given}}}]}]}""")));
        Assert.Empty(reading.Problems);
        CheckCase one = Assert.Single(reading.Task!.Cases);

        Assert.True(CaseResult.Judge(reading.Task, one, kept).Passed);
        RuleResult failed = Assert.Single(CaseResult.Judge(reading.Task, one, broken).Rules);
        Assert.NotEmpty(failed.Breach!.Why);
        Assert.DoesNotContain("{", failed.Rule.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_that_was_ended_for_too_many_processes_has_not_come_to_its_own_end()
    {
        Trial ended = Run(9, Looking, []);
        ended = ended with { Tree = ended.Tree.After(new TraceEvent.Ending(30, Parent, TraceStop.Limit)) };
        CheckTask task = Read("""{"rule": "ends"}""").Task!;
        Assert.Equal("it had 3 processes at once, more than 500, and was ended", Assert.Single(CaseResult.Judge(task, task.Cases[0], ended).Rules).Breach!.Why);
    }

    [Theory]
    [InlineData("int main(void)\r\n{\n\treturn 0;\n}\n", null)]
    [InlineData(" \n", "broken.c:1:1: the file is empty; expected a C program")]
    [InlineData("int a;\nint \a;\n", "broken.c:2:5: ")]
    public void A_broken_program_is_read_as_text_that_is_safe_to_show(string text, string? problem)
    {
        TaskReading reading = Read("""{"rule": "ends"}""", text);
        if (problem is null)
            Assert.Equal(("int main(void)\n{\n\treturn 0;\n}\n", 0), (reading.Task!.Broken, reading.Problems.Length));
        else
            Assert.StartsWith(problem, Assert.Single(reading.Problems).Line, StringComparison.Ordinal);
        Assert.Null(Read("""{"rule": "ends"}""").Task!.Broken);
    }

    [Fact]
    public void A_broken_program_has_a_size() =>
        Assert.Contains("is larger than 131,072 bytes", Assert.Single(Read("""{"rule": "ends"}""", new string('x', LessonCaps.FileBytes + 1)).Problems).Line, StringComparison.Ordinal);

    private static TaskReading Read(string rule, string? broken = null) => TaskReader.Read(
        "a-task",
        new LessonFile("task.json", System.Text.Encoding.UTF8.GetBytes($$"""{"title": "T", "summary": "S", "cases": [{"name": "n", "rules": [{{rule}}]}]}""")),
        broken is null ? null : new LessonFile("broken.c", System.Text.Encoding.UTF8.GetBytes(broken)));

    /// <summary>A parent that starts children, all of which end, waits for each, and ends.</summary>
    private static Trial Run(int raw, TracedWait? wait, string[] lines, int children = 2, int second = 0, double waitedMs = 20)
    {
        List<TraceEvent> events = [new TraceEvent.Began(0, Parent, 1, ["./a.out"], Attached: false)];
        int[] pids = [.. new[] { First, Second }.Take(children)];
        events.AddRange(pids.Select((pid, at) => new TraceEvent.Born(1 + at, Parent, Parent, pid, BirthKind.Fork)));
        events.AddRange(pids.Select((pid, at) => new TraceEvent.Ended(10, pid, at == 1 ? second : 0)));
        if (wait is { } call)
            events.AddRange(pids.Select(pid => new TraceEvent.Waited(10 + waitedMs, Parent, Parent, call, pid, null, pid, call.WantsStatus ? 0 : null)));
        events.Add(new TraceEvent.Ended(20 + waitedMs, Parent, raw));
        return new Trial(events.Aggregate(TraceTree.Empty, (tree, happened) => tree.After(happened)), [.. events], [.. lines]);
    }
}
