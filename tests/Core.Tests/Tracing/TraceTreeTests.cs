using System.Collections.Immutable;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Tests.Tracing;

/// <summary>Events as a tracer tells them, and what is made of them.</summary>
public class TraceTreeTests
{
    private const int Segv = 11, Kill = 9, Chld = 17;

    private static readonly TracedWait Looks = new(false, 0, -1, 0, WantsStatus: true), Null = new(false, 0, 20, 0, WantsStatus: false);

    private static readonly TraceEvent Began = new TraceEvent.Began(0, 10, 1, ["./lab"], Attached: false);

    private static readonly TraceEvent[] Child = [Began, new TraceEvent.Born(1, 10, 10, 20, BirthKind.Fork)];

    [Fact]
    public void A_status_that_a_wait_took_was_looked_at()
    {
        TraceTree tree = Of([.. Child, new TraceEvent.Ended(2, 20, 0x300), new TraceEvent.Waited(5, 10, 10, Looks, 20, null, 20, 0x300), new TraceEvent.Ended(6, 10, 0)]);
        TracedProcess child = tree.Processes[1];
        Assert.Equal((StatusFate.Looked, 2.0, 5.0), (child.Fate, child.EndedMs, child.ReapedMs));
        Assert.Equal(TraceVerdict.Known, TraceSentence.VerdictOf(tree));
        Assert.Equal("known: 20 (lab), child 1 of 10 (lab), exited 3, and 10 looked at its status: waitpid(-1, &status, 0); the program exited 0", TraceSentence.Of(tree));
    }

    [Fact]
    public void A_status_for_which_NULL_was_passed_was_thrown_away()
    {
        TraceTree tree = Of(
        [
            .. Child, new TraceEvent.SignalTaken(2, 20, 20, Segv, 1, null, 0x10), new TraceEvent.Ended(3, 20, Segv),
            new TraceEvent.SignalTaken(3, 10, 10, Chld, 2, 20, null), new TraceEvent.Waited(4, 10, 10, Null, 20, null, 20, null), new TraceEvent.Ended(6, 10, 0),
        ]);
        Assert.Equal(StatusFate.ThrownAway, tree.Processes[1].Fate);
        Assert.Equal(
            "unnoticed: 20 (lab), child 1 of 10 (lab), was killed by SIGSEGV (11) at address 0x10, and 10 threw its status away: waitpid(20, NULL, 0); the program exited 0",
            TraceSentence.Of(tree));
        Assert.Equal((1, 1), (tree.First!.SigchldCount, tree.Processes[1].Signals.Count));
    }

    [Fact]
    public void Without_a_failure_a_status_that_was_thrown_away_makes_the_program_blind() =>
        Assert.StartsWith("blind: 2 processes exited 0, but 10 threw its status away", TraceSentence.Of(Of(
            [.. Child, new TraceEvent.Ended(3, 20, 0), new TraceEvent.Waited(4, 10, 10, Null, 20, null, 20, null), new TraceEvent.Ended(6, 10, 0)])), StringComparison.Ordinal);

    [Fact]
    public void A_zombie_whose_parent_ends_was_never_waited_for()
    {
        TraceTree before = Of([.. Child, new TraceEvent.Ended(3, 20, 0x300)]);
        Assert.Equal(StatusFate.Zombie, before.Processes[1].Fate);
        TracedProcess after = before.After(new TraceEvent.Ended(8, 10, 0)).Processes[1];
        Assert.Equal((StatusFate.ParentGone, 8.0), (after.Fate, after.ReapedMs));
        // A state that was taken stays as it was.
        Assert.Equal(StatusFate.Zombie, before.Processes[1].Fate);
    }

    [Fact]
    public void An_orphan_is_looked_at_by_who_adopted_it()
    {
        TraceTree tree = Of(
        [
            .. Child, new TraceEvent.Arranged(1, 10, 10, Arrangement.Subreaper), new TraceEvent.Born(2, 20, 20, 30, BirthKind.Fork), new TraceEvent.Ended(3, 20, 0),
            new TraceEvent.Adopted(3, 30, 20, 10), new TraceEvent.Ended(4, 30, 0x300), new TraceEvent.Waited(5, 10, 10, Looks, 30, null, 30, 0x300),
        ]);
        TracedProcess orphan = tree.Processes[2];
        Assert.Equal((StatusFate.Looked, 10, 20, 10), (orphan.Fate, orphan.Reaped!.Pid, orphan.Adoption!.Old, orphan.Adoption.New));
    }

    [Theory]
    [InlineData(Arrangement.SigchldIgnored)]
    [InlineData(Arrangement.NoChildWait)]
    public void A_parent_that_wants_no_statuses_has_no_zombies(Arrangement what) =>
        Assert.Equal(StatusFate.Ignored, Of([Began, new TraceEvent.Arranged(0, 10, 10, what), new TraceEvent.Born(1, 10, 10, 20, BirthKind.Fork), new TraceEvent.Ended(2, 20, 0)]).Processes[1].Fate);

    [Fact]
    public void WNOWAIT_looks_and_leaves_the_zombie()
    {
        TracedWait leaves = new(true, 1, 20, 0x01000004, WantsStatus: true);
        TraceTree looked = Of([.. Child, new TraceEvent.Ended(2, 20, 0x300), new TraceEvent.Waited(3, 10, 10, leaves, 0, null, 20, 0x300)]);
        Assert.Equal((StatusFate.Looked, null), (looked.Processes[1].Fate, looked.Processes[1].ReapedMs));
        // Thrown away afterwards, it had been seen.
        Assert.Equal(StatusFate.Looked, looked.After(new TraceEvent.Waited(4, 10, 10, Null, 20, null, 20, null)).Processes[1].Fate);
    }

    [Fact]
    public void A_wait_that_tells_of_a_stop_reaps_nobody() =>
        Assert.Equal(StatusFate.Alive, Of([.. Child, new TraceEvent.Stopped(2, 20, 19), new TraceEvent.Waited(3, 10, 10, Looks, 20, null, 20, 0x137f)]).Processes[1].Fate);

    [Fact]
    public void A_pid_that_comes_again_is_another_process()
    {
        TraceTree tree = Of(
        [
            .. Child, new TraceEvent.Ended(2, 20, 0x300), new TraceEvent.Waited(3, 10, 10, Looks, 20, null, 20, 0x300),
            new TraceEvent.Born(4, 10, 10, 20, BirthKind.Fork), new TraceEvent.Ended(5, 20, 0x400),
        ]);
        Assert.Equal([0x300, 0x400], tree.Processes.Skip(1).Select(process => process.End!.Value.Raw));
        Assert.Equal([StatusFate.Looked, StatusFate.Zombie], tree.Processes.Skip(1).Select(process => process.Fate));
    }

    [Fact]
    public void SIGKILL_which_never_arrives_is_known_by_who_sent_it()
    {
        TraceTree tree = Of([.. Child, new TraceEvent.SignalSent(2, 10, 10, "kill", 20, Kill, null), new TraceEvent.Ended(3, 20, Kill)]);
        Assert.Equal("killed by SIGKILL (9), sent by 10", TraceSentence.EndOf(tree.Processes[1]));
    }

    [Fact]
    public void An_exec_ends_the_other_threads_and_counts_the_children_before_it()
    {
        TraceTree tree = Of([.. Child, new TraceEvent.Born(2, 10, 10, 11, BirthKind.Thread), new TraceEvent.Executed(3, 10, 11, "/bin/true", ["true"])]);
        Assert.Equal((1, true), (tree.First!.Execs[0].Children, tree.First.Threads[0].ByExec));
        Assert.Equal("true", tree.First.Name);
        Assert.True(tree.Processes[1].ForkedWithoutExec);
    }

    [Fact]
    public void The_tree_is_drawn_to_a_depth_and_counts_what_is_deeper()
    {
        TraceTree tree = Of([.. Child, new TraceEvent.Born(2, 20, 20, 30, BirthKind.Vfork), new TraceEvent.Born(3, 10, 10, 40, BirthKind.Fork)]);
        Assert.Equal(
            ["10 lab: alive", "|- 20 fork (lab): alive", "|  `- 30 vfork lab: alive", "`- 40 fork (lab): alive"],
            TraceTreeText.Of(tree, depth: 9, lines: false));
        Assert.Equal(["10 lab: alive", "└─ 3 more below; --depth shows them"], TraceTreeText.Of(tree, depth: 0, lines: true));
    }

    [Fact]
    public void Every_verdict_and_every_fate_has_a_word_of_its_own()
    {
        Assert.Equal(Enum.GetValues<TraceVerdict>(), TraceVerdictWords.All.Select(row => row.Of));
        string[] fates = [.. Enum.GetValues<StatusFate>().Select(TraceJson.FateWord)];
        Assert.Equal(fates.Length, fates.Distinct().Count());
    }

    private static TraceTree Of(ImmutableArray<TraceEvent> events) => events.Aggregate(TraceTree.Empty, (tree, happened) => tree.After(happened));
}
