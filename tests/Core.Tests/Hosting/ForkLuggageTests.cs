using System.Globalization;
using System.Text;
using Sandbox.Core.Hosting;
using Sandbox.Core.Runs;

namespace Sandbox.Core.Tests.Hosting;

/// <summary>What a forked worker has inherited of its host, as the kernel lists it.</summary>
public class ForkLuggageTests
{
    [Fact]
    public async Task A_forked_worker_has_no_gap_between_the_parts_of_a_file_that_its_host_has()
    {
        (string[] host, string[] worker) = await MapsOfHostAndWorker();
        Assert.NotEmpty(Gaps(host));
        Assert.Empty(Gaps(worker));
    }

    [Fact]
    public async Task A_host_has_loaded_no_library_that_only_others_need()
    {
        (string[] host, _) = await MapsOfHostAndWorker();
        string[] libraries = [.. host.Select(line => Path.GetFileName(line[(line.LastIndexOf(' ') + 1)..])).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Distinct()];
        Assert.Contains("Sandbox.Core.dll", libraries);
        Assert.DoesNotContain("System.Linq.dll", libraries);
        Assert.DoesNotContain(libraries, name => name.StartsWith("Spectre", StringComparison.Ordinal) || name.StartsWith("System.CommandLine", StringComparison.Ordinal) || name.StartsWith("System.Text.Json", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("System.Memory.dll")]
    [InlineData("libhostpolicy.so")]
    [InlineData("libclrjit.so")]
    [InlineData("libstdc++.so")]
    [InlineData("libgcc_s.so")]
    [InlineData("libm.so")]
    public async Task A_forked_worker_has_no_library_that_only_its_hosts_start_needed(string library)
    {
        (string[] host, string[] worker) = await MapsOfHostAndWorker();
        Assert.Contains(host, line => line.Contains($"/{library}", StringComparison.Ordinal));
        Assert.DoesNotContain(worker, line => line.Contains($"/{library}", StringComparison.Ordinal));
    }

    private static async Task<(string[] Host, string[] Worker)> MapsOfHostAndWorker()
    {
        IRun run = new Runner().Start(Runs.Spec("processes", "none"), new RunControl(Stepped: true));
        try
        {
            while (run.ReadStep() is not { Settled: true, Next: Step.Exit })
            {
                Assert.False(run.Completion.IsCompleted);
                if (run.ReadStep() is { Settled: true })
                    run.Advance();
                await Task.Yield();
            }
            WorkerSnapshot[] board = new WorkerSnapshot[run.WorkerCount];
            run.ReadBoard(board);
            return (Maps(ProcStat.Read(board[0].Pid)!.Parent), Maps(board[0].Pid));
        }
        finally
        {
            run.Stop();
            await Runs.End(run);
        }
    }

    private static string[] Maps(int pid) => File.ReadAllLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/maps"));

    /// <summary>Reserved mappings with a part of one and the same file on either side.</summary>
    private static string[] Gaps(string[] maps) =>
    [
        .. maps.Zip(maps.Skip(1), maps.Skip(2)).Where(three => IsGap(three.First, three.Second, three.Third)).Select(three => three.Second),
    ];

    private static bool IsGap(string before, string gap, string after)
    {
        MapsLine part = MapsLine.Parse(Encoding.UTF8.GetBytes(before)), between = MapsLine.Parse(Encoding.UTF8.GetBytes(gap)), next = MapsLine.Parse(Encoding.UTF8.GetBytes(after));
        return between.IsReserved && part.End == between.Start && between.End == next.Start && !part.File.IsEmpty && part.File.SequenceEqual(next.File);
    }
}
