using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sandbox.Core.History;
using Sandbox.Core.Tracing;

namespace Sandbox.Core.Tests.History;

/// <summary>Traces as lines of the history.</summary>
public class KeptTraceTests
{
    [Fact]
    public void Every_kind_of_event_is_among_those_that_are_tested() => Assert.Equal(
        typeof(TraceEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(TraceEvent))).Select(type => type.Name).Order(),
        KeptTraces.EachKind.Select(happened => happened.GetType().Name).Distinct().Order());

    [Fact]
    public void What_is_read_is_what_was_written() => Assert.All(KeptTraces.Entries, entry =>
    {
        HistoryEntry read = Read(HistoryLine.Write(entry)[..^1]);
        Assert.Equal((entry.Id, entry.When, entry.Command), (read.Id, read.When, read.Command));
        Assert.Equal(Told(entry.Trace!), Told(read.Trace!));
        TraceSpec asked = entry.Trace!.Spec, again = read.Trace!.Spec;
        Assert.Equal(asked with { Program = [], Injections = [] }, again with { Program = [], Injections = [] });
        Assert.Equal(asked.Program, again.Program);
        Assert.Equal(asked.Injections, again.Injections);
        Assert.Equal(TraceSentence.Of(entry.Trace.Tree), TraceSentence.Of(read.Trace.Tree));
    });

    [Fact]
    public void A_line_holds_a_trace_or_a_run_and_no_null_for_the_other() => Assert.All(KeptTraces.Entries, entry =>
    {
        string line = Encoding.UTF8.GetString(HistoryLine.Write(entry));
        Assert.DoesNotContain("\"report\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line.TrimEnd('\n'), letter => letter < ' ');
    });

    [Theory]
    [InlineData("\"born\"", "\"bred\"")]
    [InlineData("[\"began\",0,4711", "[\"began\",0,-4711")]
    [InlineData("[\"began\",0,4711", "[\"began\",-1,4711")]
    [InlineData("[\"began\",0,4711,1", "[\"began\",0,4711")]
    [InlineData("\"events\":[", "\"events\":[[],")]
    [InlineData("\"events\":[", "\"events\":[7,")]
    [InlineData("\"program\":[", "\"program\":[7,")]
    [InlineData("\"program\":", "\"programme\":")]
    [InlineData("\"injections\":[", "\"injections\":[\"x\",")]
    [InlineData("\"maxProcesses\":500", "\"maxProcesses\":0")]
    [InlineData("\"timeout\":null", "\"timeout\":1e9")]
    public void A_line_that_is_no_trace_is_none(string ours, string theirs)
    {
        string line = Encoding.UTF8.GetString(HistoryLine.Write(KeptTraces.Entries[0])).TrimEnd('\n');
        Assert.Contains(ours, line, StringComparison.Ordinal);
        Assert.Null(HistoryLine.Read(Encoding.UTF8.GetBytes(line.Replace(ours, theirs, StringComparison.Ordinal)), out string? problem));
        Assert.Equal("it is no whole JSON object of a run", problem);
    }

    [Fact]
    public void Whatever_is_changed_in_a_line_it_is_read_or_it_is_none()
    {
        int read = 0, none = 0;
        Prop.ForAll<int, int, int>((seed, changes, which) =>
        {
            byte[] line = HistoryMutations.Of(KeptTraces.Entries[Math.Abs(which % KeptTraces.Entries.Count)], seed, 1 + Math.Abs(changes % 3));
            if (HistoryLine.Read(line, out _) is not { } entry)
            {
                none++;
                return;
            }
            read++;
            Assert.NotEmpty(TraceSentence.Of(entry.Trace!.Tree));
            Assert.NotEmpty(TraceTreeText.Of(entry.Trace.Tree, int.MaxValue, lines: true));
            Assert.NotNull(Comparison.Of(entry, KeptTraces.Entries[0]));
            Assert.NotEmpty(TraceJson.Of(entry.Trace.Tree, entry.Trace.Told()));
            Read(HistoryLine.Write(entry)[..^1]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
        // Both happen, or the test would say nothing.
        Assert.True(read > 100 && none > 100, $"{read} read, {none} not");
    }

    [Fact]
    public void Two_traces_of_one_program_differ_in_nothing_but_pids_and_moments() =>
        Assert.Empty(TraceComparison.Of(KeptTraces.Lab(4711, 0x0b).Tree, KeptTraces.Lab(815, 0x0b).Tree).Differs);

    [Fact]
    public void Of_two_traces_it_is_said_what_differs_and_alike_processes_share_a_row()
    {
        Comparison comparison = TraceComparison.Of(KeptTraces.Lab(4711, 0x0b).Tree, KeptTraces.Lab(815, 0).Tree);
        Assert.Equal(
            [
                new("verdict", "unnoticed", "blind"), new("failed", "1", "0"), new("unnoticed", "1", "0"),
                new("process 1.2", "fork lab: killed by SIGSEGV (11), 0x000b; thrown-away, waitpid(pid, NULL, 0)", "fork lab: exited 0, 0x0000; thrown-away, waitpid(pid, NULL, 0)"),
            ],
            comparison.Differs);
        Assert.Contains(new ComparedRow("program", "./lab", "./lab"), comparison.Same);
    }

    [Fact]
    public void A_trace_and_a_run_have_nothing_to_compare() => Assert.Null(Comparison.Of(KeptTraces.Entries[0], HistoryMutations.Runs[0]));

    [Fact]
    public void The_command_of_a_trace_does_the_same_again() => Assert.Equal(
        "sandbox trace --all-calls --max-processes 7 --timeout 2.5 --inject fork:2:EAGAIN -- ./lab 'a b' '\\u000a'", KeptTraces.Entries[1].Command);

    private static string[] Told(KeptTrace trace) => [.. trace.Told().Select(told => $"{told.Event.AtMs} {told.Event.Pid}/{told.Event.Tid} {told.Text}")];

    private static HistoryEntry Read(byte[] line)
    {
        HistoryEntry? entry = HistoryLine.Read(line, out string? problem);
        Assert.Null(problem);
        return entry!;
    }
}
