using System.Collections.Immutable;
using System.Text;
using Sandbox.Core.Checking;
using Sandbox.Core.Lessons;
using Sandbox.Core.Tracing;
using Sandbox.Tui.App;
using Sandbox.Tui.Interactive;
using Sandbox.Tui.Terminal;

namespace Sandbox.Tui.Tests.Screens;

/// <summary>The view of an exercise, on checks as a session tells them.</summary>
public class ExerciseKeysTests
{
    private const int Parent = 4711, First = 4712, Second = 4713;
    private const string Broken = "int main(void)\n{\n\twaitpid(pid, NULL, 0);\n}\n";

    private static readonly TracedWait Blind = new(false, 0, -1, 0, WantsStatus: false), Looking = Blind with { WantsStatus = true };

    private static readonly CheckTask Task = TaskReader.Read(
        "wait-for-it",
        new LessonFile("task.json", Encoding.UTF8.GetBytes("""
            {"title": "Wait for it", "summary": "Say which of your children failed, and of what: the status that waitpid brings tells both.", "arguments": ["4"], "cases": [
              {"name": "as it is", "rules": [{"rule": "ends"}, {"rule": "looks"}, {"rule": "names-the-dead"}, {"rule": "exit-code", "is": "not 0"}]},
              {"name": "the first child is killed from outside", "inject": ["child:1:SIGKILL"], "rules": [{"rule": "ends"}, {"rule": "waits"}]}]}
            """)),
        new LessonFile("broken.c", Encoding.UTF8.GetBytes(Broken))).Task!;

    private static readonly Compilation Compiles = new(["cc", "-Wall", "-o", "mine", "mine.c"], ["mine.c:3:2: warning: unused variable"], null);

    public static TheoryData<int, int> Sizes => new() { { 80, 24 }, { 100, 30 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_texts_side_by_side(int columns, int rows) => Golden.Check($"exercise-texts-{columns}x{rows}", Open(new Screen(columns, rows)).Text);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_case_side_by_side(int columns, int rows) => Golden.Check($"exercise-case-{columns}x{rows}", Over(new Screen(columns, rows)).Text);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_case_one_above_the_other(int columns, int rows) => Golden.Check($"exercise-stacked-{columns}x{rows}", Over(new Screen(columns, rows)).Press("b").Text);

    [Fact]
    public void The_smallest_terminal_in_ASCII()
    {
        Screen screen = Over(new Screen(60, 18, Glyphs.Ascii));
        Golden.Check("exercise-case-ascii-60x18", screen.Text);
        Assert.DoesNotContain(screen.Text, character => character > '~');
    }

    [Fact]
    public void It_opens_by_its_key_reads_the_tasks_once_and_the_learners_file_each_time()
    {
        Screen screen = new Screen().Press("E");
        Assert.Same(ViewTable.Exercise, screen.Model.View);
        Assert.Single(screen.Effects.OfType<Effect.ReadTasks>());
        Assert.Contains("The tasks are being read.", screen.Text);
        screen.Tell(new Message.TasksRead([Task], null));
        Assert.Equal("wait-for-it.c", Assert.Single(screen.Effects.OfType<Effect.ReadSource>()).File);
        screen.Press("1 E");
        Assert.Equal((1, 2), (screen.Effects.OfType<Effect.ReadTasks>().Count(), screen.Effects.OfType<Effect.ReadSource>().Count()));
    }

    [Fact]
    public void It_opens_from_everything_that_can_be_done_by_name() =>
        Assert.Same(ViewTable.Exercise, new Screen().Press(":").Paste("open-exercise").Press("Enter").Model.View);

    [Fact]
    public void Tasks_that_cannot_be_read_are_said_and_nothing_is_checked()
    {
        Screen screen = new Screen().Press("E").Tell(new Message.TasksRead([], "task.json:1:1: this is not JSON"));
        Assert.Contains("task.json:1:1: this is not JSON", screen.Text);
        Assert.DoesNotContain(screen.Press("r w").Effects, effect => effect is Effect.StartExercise or Effect.WriteBroken);
    }

    [Fact]
    public void A_check_starts_with_the_task_and_the_file_and_ends_with_its_key()
    {
        Screen screen = Open(new Screen()).Press("e C-u").Paste("lab/mine.c").Press("Enter");
        Assert.Equal("lab/mine.c", screen.Effects.OfType<Effect.ReadSource>().Last().File);
        Effect.StartExercise start = Assert.Single(screen.Press("r").Effects.OfType<Effect.StartExercise>());
        Assert.Equal((Task, "lab/mine.c"), (start.Task, start.File));
        Assert.Contains("checking", screen.Text);
        screen.Press("r e w");
        Assert.Contains("a check is under way: x ends it", screen.Text);
        Assert.Single(screen.Effects.OfType<Effect.StartExercise>());
        Assert.Single(screen.Press("x").Effects.OfType<Effect.StopExercise>());
        screen.Tell(new Message.ExerciseEnded(null));
        Assert.False(screen.Model.Exercise.Live);
        Assert.Contains("the check was ended; nothing that it started is left", screen.Text);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("Esc")]
    [InlineData("T")]
    [InlineData("]")]
    public void Another_view_ends_the_check_once(string key)
    {
        Screen screen = Open(new Screen()).Press("r").Press(key);
        Assert.NotSame(ViewTable.Exercise, screen.Model.View);
        Assert.Single(screen.Press("2 3").Effects.OfType<Effect.StopExercise>());
        Assert.False(screen.Tell(new Message.ExerciseEnded(null)).Model.Exercise.Live);
    }

    [Fact]
    public void The_first_case_that_fails_is_shown_and_the_verdict_said()
    {
        Screen screen = Over(new Screen());
        Assert.Equal(ExerciseModel.FirstCasePage, screen.Model.Exercise.Page);
        Assert.Contains("failed: 5 of 6 rules hold; as it is: no line names child 1", screen.Text);
        Assert.Equal("failed", screen.Text.Split('\n')[0].Split(' ')[^1]);
        Assert.Contains("3 of 6 rules", screen.Text);
        Screen right = Begun(new Screen());
        right.Tell(Judged(ExerciseSide.Own, 0, Run(Looking, 256, ["child 1: SIGSEGV"]))).Tell(Judged(ExerciseSide.Own, 1, Run(Looking, 256, []))).Tell(new Message.ExerciseEnded(null));
        Assert.Contains("passed: your program keeps all 6 rules", right.Text);
        Assert.True(right.Model.Exercise.Passed);
    }

    [Fact]
    public void What_a_person_turned_to_stays()
    {
        Screen screen = Begun(new Screen()).Press("Right Right Right").Tell(Judged(ExerciseSide.Own, 0, Run(Looking, 0, [])));
        Assert.Equal("the first child is killed from outside (--inject child:1:SIGKILL)", screen.Model.Exercise.Case!.Name + " (--inject child:1:SIGKILL)");
        screen.Tell(Judged(ExerciseSide.Own, 1, Run(Looking, 0, []))).Tell(new Message.ExerciseEnded(null));
        Assert.Equal(3, screen.Model.Exercise.Page);
        Assert.Equal(3, screen.Press("Right").Model.Exercise.Page);
        Assert.Equal(0, screen.Press("Left Left Left Left").Model.Exercise.Page);
    }

    [Fact]
    public void A_file_that_does_not_compile_shows_what_the_compiler_said()
    {
        Screen screen = Open(new Screen()).Press("r")
            .Tell(new Message.ExerciseHappened(new ExerciseEvent.Compiled(ExerciseSide.Own, new Compilation(["cc", "mine.c"], ["mine.c:1:2: error: \e[31m'x' undeclared\t!"], "mine.c does not compile"))))
            .Tell(new Message.ExerciseEnded(null));
        Assert.Equal(ExerciseModel.CompilerPage, screen.Model.Exercise.Page);
        Assert.Contains("\\u001b[31m'x' undeclared", screen.Press("b").Text);
        Assert.Contains("failed: mine.c does not compile", Ended(screen));
    }

    [Fact]
    public void What_programs_and_files_say_cannot_reach_the_terminal()
    {
        Screen screen = Open(new Screen(100, 30)).Tell(new Message.SourceRead("wait-for-it.c", [.. SafeLines.Of("\e[2J one\r\n\ttwo")], null));
        Assert.Contains("\\u001b[2J one", screen.Text);
        screen.Press("r").Tell(Judged(ExerciseSide.Own, 0, Run(Looking, 0, ["\e]0;x\a"]))).Press("Right Right b");
        Assert.Contains("\\u001b]0;x\\u0007", screen.Press("Tab G").Text);
        screen.Tell(new Message.ExerciseHappened(new ExerciseEvent.Refused(ExerciseSide.Own, "no \e[1m")));
        Assert.Contains("no \\u001b[1m", screen.Text);
        Assert.DoesNotContain('\e', screen.Text);
    }

    [Fact]
    public void Each_of_the_two_scrolls_by_itself()
    {
        Screen screen = Open(new Screen()).Tell(new Message.SourceRead("wait-for-it.c", [.. Enumerable.Range(1, 99).Select(line => $"mine {line}")], null));
        Assert.Contains("▸broken", screen.Text);
        Assert.Contains("mine 1 ", screen.Press("Tab").Text);
        Assert.Contains("▸yours", screen.Text);
        Assert.Contains("mine 99", screen.Press("G").Text);
        Assert.Contains("int main(void)", screen.Text);
    }

    [Fact]
    public void The_broken_program_is_written_to_the_learners_file()
    {
        Effect.WriteBroken write = Assert.Single(Open(new Screen()).Press("w").Effects.OfType<Effect.WriteBroken>());
        Assert.Equal((Broken, "wait-for-it.c"), (write.Text, write.File));
    }

    [Fact]
    public void The_command_does_the_same() =>
        Assert.Equal("sandbox check --program wait-for-it.c wait-for-it", Open(new Screen()).Press("y").Effects.OfType<Effect.Copy>().Single().Text);

    [Fact]
    public void Another_task_is_chosen_from_a_list()
    {
        Screen screen = new Screen().Press("E").Tell(new Message.TasksRead([Task, Task with { Id = "other", Broken = null }], null)).Press("Enter");
        Assert.Equal("other", screen.Press("Down Enter").Model.Exercise.OpenTask!.Id);
        Assert.Equal("other.c", screen.Model.Exercise.OwnFile);
        Assert.Contains("the task has no program to begin with", screen.Text);
        Assert.DoesNotContain(screen.Press("w").Effects, effect => effect is Effect.WriteBroken);
    }

    [Fact]
    public void A_bug_is_said() => Assert.Contains("a bug in the sandbox: X", Open(new Screen()).Press("r").Tell(new Message.ExerciseEnded("X")).Text);

    private static string Ended(Screen screen) => screen.Model.Notice?.Text ?? screen.Tell(new Message.ExerciseEnded(null)).Text;

    private static Screen Open(Screen screen) => screen.Press("E").Tell(new Message.TasksRead([Task], null)).Tell(new Message.SourceRead("wait-for-it.c", [], "There is no such file yet."));

    private static Screen Begun(Screen screen) => Open(screen).Press("r")
        .Tell(new Message.SourceRead("wait-for-it.c", [.. SafeLines.Of(Broken.Replace("NULL", "&status", StringComparison.Ordinal))], null))
        .Tell(new Message.ExerciseHappened(new ExerciseEvent.Compiling(ExerciseSide.Broken)))
        .Tell(new Message.ExerciseHappened(new ExerciseEvent.Compiled(ExerciseSide.Broken, Compiles)))
        .Tell(Judged(ExerciseSide.Broken, 0, Run(Blind, 0, ["total: 24750000"])))
        .Tell(Judged(ExerciseSide.Broken, 1, Run(Blind, 0, [])))
        .Tell(new Message.ExerciseHappened(new ExerciseEvent.Compiled(ExerciseSide.Own, Compiles)))
        .Tell(new Message.ExerciseHappened(new ExerciseEvent.Running(ExerciseSide.Own, 0)));

    private static Screen Over(Screen screen) => Begun(screen)
        .Tell(Judged(ExerciseSide.Own, 0, Run(Looking, 256, ["child 1 failed"])))
        .Tell(Judged(ExerciseSide.Own, 1, Run(Looking, 256, [])))
        .Tell(new Message.ExerciseEnded(null));

    private static Message.ExerciseHappened Judged(ExerciseSide side, int number, Trial trial) =>
        new(new ExerciseEvent.Judged(side, CaseResult.Judge(Task, Task.Cases[number], trial)));

    /// <summary>A parent of two children, the second of which is killed.</summary>
    private static Trial Run(TracedWait wait, int raw, ImmutableArray<string> lines)
    {
        ImmutableArray<TraceEvent> events =
        [
            new TraceEvent.Began(0, Parent, 1, ["./mine"], Attached: false),
            new TraceEvent.Born(1, Parent, Parent, First, BirthKind.Fork),
            new TraceEvent.Born(1.5, Parent, Parent, Second, BirthKind.Fork),
            new TraceEvent.Ended(10, First, 0),
            new TraceEvent.Waited(10.5, Parent, Parent, wait, First, null, First, wait.WantsStatus ? 0 : null),
            new TraceEvent.SignalTaken(20, Second, Second, 11, 1, null, 0),
            new TraceEvent.Ended(20.2, Second, 0x0b),
            new TraceEvent.Waited(20.7, Parent, Parent, wait, Second, null, Second, wait.WantsStatus ? 0x0b : null),
            new TraceEvent.Ended(22, Parent, raw),
        ];
        return new Trial(events.Aggregate(TraceTree.Empty, (tree, happened) => tree.After(happened)), events, lines);
    }
}
