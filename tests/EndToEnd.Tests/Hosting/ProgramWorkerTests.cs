using Sandbox.Core.Catalogue;
using Sandbox.Core.Runs;
using Sandbox.Core.Status;

namespace Sandbox.EndToEnd.Tests.Hosting;

/// <summary>A program of somebody else's as the worker: real runs with it.</summary>
public class ProgramWorkerTests
{
    public static TheoryData<string> Strategies() => [.. WaitCatalogue.All.Select(wait => wait.Id)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_program_that_plays_is_as_good_a_worker_as_ours_however_its_parent_waits(string wait)
    {
        RunReport clean = await Runs.Of(await Spec("none") with { Wait = wait }), killed = await Runs.Of(await Spec("kill") with { Wait = wait });

        Assert.Equal((Verdict.Clean, true), (clean.Verdict, clean.Totals.Correct));
        Assert.All(clean.Workers, worker => Assert.Equal((SumLine.Sum, true), (worker.Wrote, worker.Correct)));
        Assert.Equal(Verdict.Contained, killed.Verdict);
        Assert.Equal((SumLine.Nothing, null), (killed.Workers[2].Wrote, killed.Workers[2].Sum));
        Assert.Equal(wait is "ignore" or "never" ? null : WaitStatus.OfSignal(9), killed.Workers[2].Status);
    }

    [Fact]
    public async Task A_script_is_a_worker_too() =>
        Assert.Equal(Verdict.Clean, (await Runs.Of(await Spec("none") with { Program = await ProgramWorkers.InPython(), Length = 1001 })).Verdict);

    [Theory]
    [InlineData("kill", null, 9, EndedBy.Fault)]
    [InlineData("terminate", null, 15, EndedBy.Fault)]
    [InlineData("signal", "SIGUSR1", 10, EndedBy.Fault)]
    [InlineData("broken-pipe", null, 13, EndedBy.Fault)]
    [InlineData("file-size-limit", null, 25, EndedBy.Fault)]
    public async Task A_fault_from_outside_ends_a_worker_every_time(string fault, string? argument, int signal, EndedBy by)
    {
        for (int i = 0; i < 5; i++)
        {
            RunReport report = await Runs.Of(await Spec(fault) with { FaultArgument = argument, Length = 100, Faulty = [0, 3] });

            Assert.Equal(Verdict.Contained, report.Verdict);
            Assert.All(new[] { 0, 3 }, index => Assert.Equal((WaitStatus.OfSignal(signal), by, true), (report.Workers[index].Status, report.Workers[index].EndedBy, report.Workers[index].Faulted)));
            Assert.Equal(2, report.Workers.Count(worker => worker.Correct == true));
        }
    }

    [Theory]
    [InlineData("alarm", "sleep 100", 14)]
    [InlineData("cpu-limit", "while :; do :; done", 24)]
    [InlineData("forbidden-syscall", "exec python3 -c 'import socket; socket.socket()'", 31)]
    public async Task A_limit_ends_a_worker_that_comes_to_it_and_no_other(string fault, string comes, int signal)
    {
        string slow = await ProgramWorkers.Script($"#!/bin/sh\n{comes}\n"), quick = await ProgramWorkers.Script("#!/bin/sh\nexit 0\n");
        RunReport ended = await Runs.Of(await Spec(fault) with { Program = slow, Workers = 1, Faulty = [0] });
        RunReport spared = await Runs.Of(await Spec(fault) with { Program = quick, Workers = 1, Faulty = [0] });

        Assert.Equal((signal, EndedBy.Fault, true), (ended.Workers[0].Status?.Signal, ended.Workers[0].EndedBy, ended.Workers[0].Faulted));
        Assert.Equal((0, EndedBy.Itself, false), (spared.Workers[0].Status?.ExitCode, spared.Workers[0].EndedBy, spared.Workers[0].Faulted));
    }

    [Fact]
    public async Task Memory_and_files_are_refused_and_the_program_says_what_it_makes_of_it()
    {
        string memory = await ProgramWorkers.Script("#!/usr/bin/env python3\nprint(bytearray(1 << 30))\n"), files = await ProgramWorkers.Script("#!/bin/sh\nexec 5</dev/null 6</dev/null || exit 24\n");
        RunReport poor = await Runs.Of(await Spec("out-of-memory") with { Program = memory, Workers = 1, Faulty = [0] });
        RunReport few = await Runs.Of(await Spec("open-files") with { Program = files, Workers = 1, Faulty = [0] });

        Assert.True(poor.Workers[0] is { Faulted: true, Status.Raw: not 0 }, $"{poor.Workers[0]}");
        Assert.True(few.Workers[0] is { Faulted: true, Status: { Exited: true, Raw: not 0 } }, $"{few.Workers[0]}");
    }

    [Fact]
    public async Task A_worker_is_stopped_and_goes_on_and_its_sum_comes()
    {
        RunReport report = await Runs.Of(await Spec("stop") with { FaultArgument = "0.2", Wait = "job-control" });

        Assert.Equal(Verdict.Contained, report.Verdict);
        Assert.True(report.Workers[2].Correct);
        // That it goes on may be overtaken by its end.
        Assert.Contains(report.Waits, call => call.Returned == report.Workers[2].Pid && call.Raw == 0x137f);
        Assert.InRange(report.Timing.RunMs!.Value, 190, 20_000);
    }

    [Fact]
    public async Task A_stepped_run_waits_at_its_steps()
    {
        IRun run = Runs.Runner.Start(await Spec("kill"), new RunControl(null, Stepped: true));
        await Steps.AdvanceTo(run, Step.Fault);
        Assert.Equal(WorkerStage.AtGate, Snapshot(run).Stage);
        run.RunOn();
        Assert.Equal(Verdict.Contained, (await Runs.End(run)).Verdict);
    }

    [Fact]
    public async Task A_zombie_is_seen_while_its_parent_waits_for_another()
    {
        string slow = await ProgramWorkers.Script("#!/bin/sh\n[ $WORKER_INDEX -gt 0 ] || sleep 0.4\n");
        RunReport report = await Runs.Of(await Spec("none") with { Program = slow });
        Assert.All(report.Workers.Skip(1), worker => Assert.Equal(("Z", 0), (worker.Zombie?.State, worker.Zombie?.Status.Raw)));
        // The one that is waited for may be seen between its end and the wait's return; the others were zombies before it was.
        Assert.All(report.Workers.Skip(1), worker => Assert.True((report.Workers[0].Zombie?.ForMs ?? 0) < worker.Zombie!.ForMs, $"{report.Workers[0].Zombie}, {worker.Zombie}"));
    }

    [Fact]
    public async Task Its_runs_are_kept_shown_again_and_compared()
    {
        SandboxProgram sandbox = new() { Variables = new Dictionary<string, string?> { ["HOME"] = TestFolders.Create() } };
        string program = await ProgramWorkers.InC();
        foreach (string fault in new[] { "none", "kill" })
            (await sandbox.RunWith("run", "--program", program, "--fault", fault, "--length", "1000")).AssertExit(0);
        string[] ids = [.. (await sandbox.RunWith("history", "--json")).AssertExit(0).Json.EnumerateArray().Select(run => run.GetProperty("id").GetString()!)];

        System.Text.Json.JsonElement report = (await sandbox.RunWith("history", ids[1], "--json")).AssertExit(0).Json;
        Assert.Equal((program, "nothing"), (report.GetProperty("spec").GetProperty("program").GetString(), report.GetProperty("workers")[2].GetProperty("wrote").GetString()));
        Assert.Contains("killed by SIGKILL (9)", (await sandbox.RunWith("compare", ids[0], ids[1])).AssertExit(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_workers_are_started_and_their_sums_come()
    {
        RunReport report = await Runs.Of(await Spec("kill") with { Workers = 300, Wait = "pidfd", Faulty = [0, 150, 299] });
        Assert.Equal((Verdict.Contained, 297), (report.Verdict, report.Workers.Count(worker => worker.Correct == true)));
    }

    [Fact]
    public async Task Limits_are_set_on_a_program_too()
    {
        RunReport report = await Runs.Of(await Spec("none") with { Program = await ProgramWorkers.Script("#!/bin/sh\nexit $(ulimit -n)\n"), Workers = 1, Limits = new RunLimits { OpenFiles = 33 } });
        Assert.Equal(33, report.Workers[0].Status?.ExitCode);
    }

    private static WorkerSnapshot Snapshot(IRun run)
    {
        var board = new WorkerSnapshot[run.WorkerCount];
        run.ReadBoard(board);
        return board[2];
    }

    private static async Task<RunSpec> Spec(string fault) => Runs.Spec("program", fault) with { Program = await ProgramWorkers.InC() };
}
